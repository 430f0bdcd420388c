package com.innodus.kernel.clients.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.ProfileCard;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientSettings {
    @Bean
    Destination clientsDestination() {
        return new Destination(
                "settings",
                "clients.title",
                VaadinIcon.PLUG,
                ClientsView.PATH,
                Feature.CORE,
                actor -> Roles.isAdministrator(actor.role()));
    }

    @Bean
    ProfileCard personalTokensCard(PersonalTokens tokens, ApiScopes scopes) {
        return () -> new TokensCard(tokens, scopes);
    }
}
