package com.innodus.kernel.calendar.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkingTimeSettings {
    @Bean
    Destination workingTimeDestination() {
        return new Destination(
                "settings",
                "working-time.title",
                VaadinIcon.CALENDAR_BRIEFCASE,
                WorkingTimeView.PATH,
                Feature.CORE,
                actor -> Roles.isAdministrator(actor.role()));
    }
}
