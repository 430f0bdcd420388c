package com.innodus.kernel.privacy.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacySettings {
    @Bean
    Destination consentsDestination() {
        return Destination.settings(SettingsGroup.SECURITY, "consents.title", VaadinIcon.HANDSHAKE, ConsentsView.PATH);
    }
}
