package com.innodus.kernel.suitcase.ui;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.innodus.kernel.suitcase.Suitcases;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuitcaseSettings {
    @Bean
    Destination suitcaseDestination() {
        return new Destination(
                Destination.SETTINGS,
                "suitcase.title",
                VaadinIcon.SUITCASE,
                SuitcaseView.PATH,
                Feature.CORE,
                Suitcases::mayPack,
                SettingsGroup.DATA);
    }
}
