package com.innodus.kernel.brand.ui;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrandSettings {
    @Bean
    Feature branding() {
        return Feature.ofAll(BrandView.FEATURE);
    }

    @Bean
    Destination brandDestination() {
        return Destination.settings(SettingsGroup.LOOK, "brand.title", VaadinIcon.PALETTE, BrandView.PATH)
                .of(BrandView.FEATURE);
    }
}
