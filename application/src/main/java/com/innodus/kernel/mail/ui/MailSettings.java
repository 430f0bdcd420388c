package com.innodus.kernel.mail.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailSettings {
    @Bean
    Destination mailServerDestination() {
        return Destination.settings(
                SettingsGroup.COMMUNICATION, "mail-server.title", VaadinIcon.ENVELOPE_O, MailServerView.PATH);
    }
}
