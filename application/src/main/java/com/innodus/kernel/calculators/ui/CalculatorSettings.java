package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalculatorSettings {
    @Bean
    Destination calculatorsDestination() {
        return Destination.settings(SettingsGroup.DATA, "calculators.title", VaadinIcon.CALC, CalculatorsView.PATH);
    }
}
