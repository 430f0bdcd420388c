package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessSettings {
    @Bean
    Destination usersDestination() {
        return settings("staff.title", VaadinIcon.USERS, UsersView.PATH);
    }

    @Bean
    Destination signInDestination() {
        return settings("sign-in.title", VaadinIcon.KEY, SignInView.PATH);
    }

    private static Destination settings(String textKey, VaadinIcon icon, String path) {
        return new Destination(
                "settings", textKey, icon, path, Feature.CORE, actor -> Roles.isAdministrator(actor.role()));
    }
}
