package com.innodus.kernel.faces.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FieldSettings {
    @Bean
    Destination fieldsDestination() {
        return Destination.settings(SettingsGroup.DATA, "fields.title", VaadinIcon.FORM, FieldsView.PATH);
    }

    @Bean
    Destination numberingDestination() {
        return Destination.settings(SettingsGroup.DATA, "numbering.title", VaadinIcon.HASH, NumberingView.PATH);
    }

    @Bean
    Destination layoutsDestination() {
        return Destination.settings(SettingsGroup.DATA, "layout.title", VaadinIcon.LAYOUT, LayoutsView.PATH);
    }
}
