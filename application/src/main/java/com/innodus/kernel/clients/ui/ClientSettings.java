package com.innodus.kernel.clients.ui;

import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.ProfileCard;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientSettings {
    @Bean
    Destination clientsDestination() {
        return Destination.settings(SettingsGroup.PROGRAMS, "clients.title", VaadinIcon.PLUG, ClientsView.PATH);
    }

    @Bean
    ProfileCard personalTokensCard(PersonalTokens tokens, ApiScopes scopes) {
        return () -> new TokensCard(tokens, scopes);
    }
}
