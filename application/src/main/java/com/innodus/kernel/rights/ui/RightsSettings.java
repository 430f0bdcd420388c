package com.innodus.kernel.rights.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RightsSettings {
    @Bean
    Destination rolesDestination() {
        return Destination.settings(SettingsGroup.PEOPLE, "roles.title", VaadinIcon.SHIELD, RolesView.PATH);
    }

    @Bean
    Destination teamsDestination() {
        return Destination.settings(SettingsGroup.PEOPLE, "teams.title", VaadinIcon.GROUP, TeamsView.PATH);
    }
}
