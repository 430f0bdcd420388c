package com.innodus.kernel.rates.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RatesSettings {
    @Bean
    Destination ratesDestination() {
        return Destination.settings(SettingsGroup.DATA, "rates.title", VaadinIcon.EXCHANGE, RatesView.PATH);
    }
}
