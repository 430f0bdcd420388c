package com.innodus.kernel.settings.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeatureSettings {
    @Bean
    Destination featuresDestination() {
        return new Destination(
                "settings",
                "features.title",
                VaadinIcon.PUZZLE_PIECE,
                FeaturesView.PATH,
                Feature.CORE,
                actor -> Roles.isAdministrator(actor.role()));
    }
}
