package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RightsSettings {
    @Bean
    Destination rolesDestination() {
        return settings("roles.title", VaadinIcon.SHIELD, RolesView.PATH);
    }

    @Bean
    Destination teamsDestination() {
        return settings("teams.title", VaadinIcon.GROUP, TeamsView.PATH);
    }

    private static Destination settings(String textKey, VaadinIcon icon, String path) {
        return new Destination(
                "settings", textKey, icon, path, Feature.CORE, actor -> Roles.isAdministrator(actor.role()));
    }
}
