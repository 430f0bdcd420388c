package com.innodus.kernel.clients.web;

import com.innodus.kernel.access.CurrentActor.ActorHolder;
import com.innodus.kernel.accounts.web.TenantDoor;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.RandomSecrets;
import com.innodus.kernel.clients.TokenKeys;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Each tenant's host is an authorization server of its own: issuer, keys, clients and grants are the tenant's. For
 * programs that act for themselves (client credentials) and for apps that people let act in their name (code with PKCE).
 */
@Component
@ConditionalOnWebApplication
class AuthorizationServer implements TenantDoor {
    private final RegisteredClients clients;
    private final Authorizations authorizations;
    private final Consents consents;
    private final TokenKeys keys;
    private final Addresses addresses;

    AuthorizationServer(
            RegisteredClients clients,
            Authorizations authorizations,
            Consents consents,
            TokenKeys keys,
            Addresses addresses) {
        this.clients = clients;
        this.authorizations = authorizations;
        this.consents = consents;
        this.keys = keys;
        this.addresses = addresses;
    }

    @Override
    public void addTo(HttpSecurity http) {
        JWKSource<SecurityContext> known = (selector, context) -> selector.select(new JWKSet(keys.all()));
        http.setSharedObject(JWKSource.class, known);
        http.oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                .authorizationService(authorizations)
                .authorizationConsentService(consents)
                .authorizationServerSettings(AuthorizationServerSettings.builder()
                        .multipleIssuersAllowed(true)
                        .build())
                .tokenGenerator(new DelegatingOAuth2TokenGenerator(signing(known), new OAuth2RefreshTokenGenerator()))
                .clientAuthentication(authentication ->
                        authentication.authenticationProviders(providers -> providers.forEach(provider -> {
                            if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
                                bySecret.setPasswordEncoder(new SecretHash());
                            }
                        })))
                .tokenEndpoint(token -> token.accessTokenRequestConverters(
                        converters -> converters.replaceAll(AuthorizationServer::withOwnScopes)))
                .authorizationEndpoint(authorization -> authorization.consentPage("/oauth2/consent"))
                .authorizationServerMetadataEndpoint(
                        metadata -> metadata.authorizationServerMetadataCustomizer(this::describe)));
    }

    private JwtGenerator signing(JWKSource<SecurityContext> known) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(known);
        encoder.setJwkSelector(List::getFirst);
        JwtGenerator generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(this::claim);
        return generator;
    }

    /** The issuer is configuration and not what the request claims; the subject is an id and not an address. */
    private void claim(JwtEncodingContext context) {
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type("at+jwt");
        String issuer = issuer();
        context.getClaims().issuer(issuer).audience(List.of(issuer + "/api"));
        Authentication principal = context.getPrincipal();
        if (principal != null && principal.getPrincipal() instanceof ActorHolder holder) {
            context.getClaims().subject(holder.actor().id().toString());
        }
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().claim("client_id", context.getRegisteredClient().getClientId());
        }
    }

    private String issuer() {
        return addresses.of(TenantScope.current());
    }

    private void describe(OAuth2AuthorizationServerMetadata.Builder metadata) {
        String issuer = issuer();
        metadata.issuer(issuer)
                .authorizationEndpoint(issuer + "/oauth2/authorize")
                .tokenEndpoint(issuer + "/oauth2/token")
                .tokenRevocationEndpoint(issuer + "/oauth2/revoke")
                .tokenIntrospectionEndpoint(issuer + "/oauth2/introspect")
                .jwkSetUrl(issuer + "/oauth2/jwks");
    }

    /** A program that names no scopes gets all of its own. */
    private static AuthenticationConverter withOwnScopes(AuthenticationConverter converter) {
        return converter instanceof OAuth2ClientCredentialsAuthenticationConverter
                ? new OwnScopes(converter)
                : converter;
    }

    private record OwnScopes(AuthenticationConverter standard) implements AuthenticationConverter {
        @Override
        @SuppressWarnings("NullAway") // null means that this request is another's
        public @Nullable Authentication convert(HttpServletRequest request) {
            Authentication read = standard.convert(request);
            if (read instanceof OAuth2ClientCredentialsAuthenticationToken asked
                    && asked.getScopes().isEmpty()
                    && asked.getPrincipal()
                            instanceof
                            org.springframework.security.oauth2.server.authorization.authentication
                                            .OAuth2ClientAuthenticationToken
                                    client
                    && client.getRegisteredClient() instanceof RegisteredClient registered) {
                Set<String> own = registered.getScopes();
                return new OAuth2ClientCredentialsAuthenticationToken(
                        client,
                        own.contains(ApiScopes.ALL) ? Set.of(ApiScopes.ALL) : own,
                        asked.getAdditionalParameters());
            }
            return read;
        }
    }

    /** Secrets of 256 random bits need no slow hash. */
    private static final class SecretHash implements PasswordEncoder {
        @Override
        @SuppressWarnings("NullAway")
        public @Nullable String encode(@Nullable CharSequence secret) {
            return secret == null ? null : RandomSecrets.hash(secret.toString());
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String kept) {
            return secret != null
                    && kept != null
                    && MessageDigest.isEqual(
                            RandomSecrets.hash(secret.toString()).getBytes(StandardCharsets.US_ASCII),
                            kept.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
