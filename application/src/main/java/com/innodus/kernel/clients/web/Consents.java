package com.innodus.kernel.clients.web;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.Grants;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/** What people of the current tenant let clients do, as Spring's authorization server sees it. */
@Component
class Consents implements OAuth2AuthorizationConsentService {
    private final Grants grants;
    private final Users users;

    Consents(Grants grants, Users users) {
        this.grants = grants;
        this.users = users;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        grants.consent(client(consent), user(consent.getPrincipalName()), consent.getScopes());
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        grants.refuse(client(consent), user(consent.getPrincipalName()));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String registeredClientId, String principalName) {
        return grants.consented(UUID.fromString(registeredClientId), user(principalName))
                .map(scopes -> {
                    OAuth2AuthorizationConsent.Builder consent =
                            OAuth2AuthorizationConsent.withId(registeredClientId, principalName);
                    scopes.forEach(consent::scope);
                    return consent.build();
                })
                .orElse(null);
    }

    private static UUID client(OAuth2AuthorizationConsent consent) {
        return UUID.fromString(consent.getRegisteredClientId());
    }

    private UUID user(String email) {
        return users.byEmail(email).map(User::id).orElseThrow();
    }
}
