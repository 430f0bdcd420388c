package com.innodus.kernel.faces.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionSettings {
    @Bean
    Destination retentionDestination() {
        return Destination.settings(
                SettingsGroup.SECURITY, "retention.title", VaadinIcon.HOURGLASS, RetentionView.PATH);
    }
}
