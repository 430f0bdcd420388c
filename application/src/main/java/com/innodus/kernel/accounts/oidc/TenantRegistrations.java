package com.innodus.kernel.accounts.oidc;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.stereotype.Component;

/**
 * Registrations of the tenant whose host is asked; another tenant's are unknown there. Not iterable on purpose, so that
 * nothing can list them.
 */
@Component
class TenantRegistrations implements ClientRegistrationRepository {
    static final String END_SESSION = "end_session_endpoint";
    static final String NAMES_ISSUER = "authorization_response_iss_parameter_supported";
    static final String ALGORITHMS = "id_token_signing_alg_values_supported";

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern ID = Pattern.compile("t_(" + UUID_TEXT + ")_(" + UUID_TEXT + ")");

    private final IdentityProviders providers;
    private final Addresses addresses;

    TenantRegistrations(IdentityProviders providers, Addresses addresses) {
        this.providers = providers;
        this.addresses = addresses;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface says in words only that null means unknown
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return provider(registrationId).map(this::registration).orElse(null);
    }

    /** The enabled provider that the id stands for on this host. */
    Optional<IdentityProvider> provider(String registrationId) {
        Tenant tenant = TenantScope.currentOrNull();
        Matcher id = ID.matcher(registrationId);
        if (tenant == null || !id.matches() || !tenant.id().toString().equals(id.group(1))) {
            return Optional.empty();
        }
        return providers.byId(UUID.fromString(id.group(2))).filter(IdentityProvider::enabled);
    }

    private ClientRegistration registration(IdentityProvider provider) {
        Endpoints endpoints = provider.endpoints();
        return ClientRegistration.withRegistrationId(provider.registrationId())
                .clientName(provider.name())
                .clientId(provider.clientId())
                .clientSecret(providers.secretOf(provider.id()))
                .clientAuthenticationMethod(
                        endpoints.secretInBody()
                                ? ClientAuthenticationMethod.CLIENT_SECRET_POST
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .redirectUri(addresses.of(TenantScope.current()) + provider.callbackPath())
                .scope("openid", "profile", "email")
                .authorizationUri(endpoints.authorization())
                .tokenUri(endpoints.token())
                .jwkSetUri(endpoints.keys())
                .userInfoUri(endpoints.userInfo())
                .userNameAttributeName(IdTokenClaimNames.SUB)
                // the ID token's issuer is compared only when this is known
                .issuerUri(provider.issuer())
                .providerConfigurationMetadata(Map.of(
                        END_SESSION, endpoints.endSession() == null ? "" : endpoints.endSession(),
                        NAMES_ISSUER, endpoints.namesIssuer(),
                        ALGORITHMS, endpoints.algorithms()))
                .build();
    }
}
