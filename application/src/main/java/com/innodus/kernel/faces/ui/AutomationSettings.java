package com.innodus.kernel.faces.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AutomationSettings {
    @Bean
    Destination mailTemplatesDestination() {
        return Destination.settings(
                SettingsGroup.COMMUNICATION, "template.title", VaadinIcon.FILE_TEXT_O, MailTemplatesView.PATH);
    }

    @Bean
    Destination automationDestination() {
        return Destination.settings(
                SettingsGroup.AUTOMATION, "automation.title", VaadinIcon.MAGIC, AutomationView.PATH);
    }
}
