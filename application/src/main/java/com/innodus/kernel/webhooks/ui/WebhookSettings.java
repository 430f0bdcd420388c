package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookSettings {
    @Bean
    Destination webhooksDestination() {
        return Destination.settings(SettingsGroup.PROGRAMS, "webhooks.title", VaadinIcon.CONNECT, WebhooksView.PATH);
    }
}
