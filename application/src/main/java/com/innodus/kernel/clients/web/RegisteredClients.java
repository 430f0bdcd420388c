package com.innodus.kernel.clients.web;

import com.innodus.kernel.clients.ApiClient;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiScopes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The current tenant's API clients as Spring's authorization server sees them. */
@Component
class RegisteredClients implements RegisteredClientRepository {
    /** Short, because a token is shown at each request and may be overheard; the refresh token is not. */
    private static final Duration ACCESS = Duration.ofMinutes(10);

    private static final Duration REFRESH = Duration.ofDays(30);

    private final ApiClients clients;
    private final ApiScopes scopes;

    RegisteredClients(ApiClients clients, ApiScopes scopes) {
        this.clients = clients;
        this.scopes = scopes;
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("Clients are made in the settings");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return clients.byId(UUID.fromString(id)).map(this::registered).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.byClientId(clientId).map(this::registered).orElse(null);
    }

    private RegisteredClient registered(ApiClient client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id().toString())
                .clientId(client.clientId())
                .clientName(client.name())
                .clientIdIssuedAt(client.createdAt())
                .scopes(all -> all.addAll(askable(client)))
                .redirectUris(all -> all.addAll(client.redirects()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(REFRESH)
                        .reuseRefreshTokens(false)
                        .build());
        if (client.confidential()) {
            builder.clientSecret(clients.secretHash(client.id()).orElseThrow())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        } else {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        if (client.actsForItself()) {
            builder.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        } else {
            builder.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE);
            if (client.confidential()) {
                builder.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
            }
        }
        return builder.build();
    }

    /** Who may do all may ask for less. */
    private Set<String> askable(ApiClient client) {
        Set<String> askable = new LinkedHashSet<>(client.scopes());
        if (client.scopes().contains(ApiScopes.ALL)) {
            askable.addAll(scopes.known());
        }
        return askable;
    }
}
