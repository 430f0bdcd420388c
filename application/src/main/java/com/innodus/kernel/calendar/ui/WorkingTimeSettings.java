package com.innodus.kernel.calendar.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkingTimeSettings {
    @Bean
    Destination workingTimeDestination() {
        return Destination.settings(
                SettingsGroup.DATA, "working-time.title", VaadinIcon.CALENDAR_BRIEFCASE, WorkingTimeView.PATH);
    }
}
