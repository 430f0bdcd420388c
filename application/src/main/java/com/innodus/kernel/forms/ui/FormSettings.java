package com.innodus.kernel.forms.ui;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FormSettings {
    @Bean
    Feature formFilling() {
        return Feature.ofAll(FormsView.FEATURE);
    }

    @Bean
    Destination formsDestination() {
        return new Destination(
                "contacts", "forms.title", VaadinIcon.CLIPBOARD_TEXT, FormsView.PATH, FormsView.FEATURE, actor -> true);
    }

    @Bean
    Destination formSettingsDestination() {
        return Destination.settings(
                        SettingsGroup.DATA, "forms.settings", VaadinIcon.CLIPBOARD_TEXT, FormSettingsView.PATH)
                .of(FormsView.FEATURE);
    }
}
