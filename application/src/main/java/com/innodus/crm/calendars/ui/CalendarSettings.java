package com.innodus.crm.calendars.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarSettings {
    @Bean
    Destination calendarDestination() {
        return new Destination(
                "planning", "calendar.title", VaadinIcon.CALENDAR, CalendarView.PATH, "calendar", actor -> true);
    }

    @Bean
    Destination eventTypesDestination() {
        return Destination.settings(
                        SettingsGroup.DATA, "event-types.title", VaadinIcon.CALENDAR_CLOCK, EventTypesView.PATH)
                .of("calendar");
    }
}
