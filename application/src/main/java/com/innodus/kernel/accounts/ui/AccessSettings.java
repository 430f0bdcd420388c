package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessSettings {
    @Bean
    Destination usersDestination() {
        return Destination.settings(SettingsGroup.PEOPLE, "staff.title", VaadinIcon.USERS, UsersView.PATH);
    }

    @Bean
    Destination signInDestination() {
        return Destination.settings(SettingsGroup.SECURITY, "sign-in.title", VaadinIcon.KEY, SignInView.PATH);
    }
}
