package com.innodus.kernel.settings.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeatureSettings {
    @Bean
    Destination featuresDestination() {
        return Destination.settings(SettingsGroup.LOOK, "features.title", VaadinIcon.PUZZLE_PIECE, FeaturesView.PATH);
    }

    @Bean
    Destination jobsDestination() {
        return Destination.settings(SettingsGroup.AUTOMATION, "jobs.title", VaadinIcon.TIMER, JobsView.PATH);
    }

    @Bean
    Destination auditDestination() {
        return Destination.settings(SettingsGroup.SECURITY, "audit.title", VaadinIcon.CLIPBOARD_USER, AuditView.PATH);
    }
}
