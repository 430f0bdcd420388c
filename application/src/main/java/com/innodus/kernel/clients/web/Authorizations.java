package com.innodus.kernel.clients.web;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor.ActorHolder;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.Grants;
import com.innodus.kernel.clients.Grants.By;
import com.innodus.kernel.clients.Grants.Grant;
import com.innodus.kernel.clients.Grants.Request;
import com.innodus.kernel.clients.Grants.Token;
import com.innodus.kernel.clients.RandomSecrets;
import java.io.Serializable;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Grants as Spring's authorization server sees them. Spring wants the tokens of a grant back; we keep only their hashes,
 * so a hash stands in the place of each token but the one that was shown.
 */
@Component
class Authorizations implements OAuth2AuthorizationService {
    private static final String KEPT = "kept:";
    private static final String CODE = "code";
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private final Grants grants;
    private final RegisteredClients clients;
    private final Users users;

    Authorizations(Grants grants, RegisteredClients clients, Users users) {
        this.grants = grants;
        this.clients = clients;
        this.users = users;
    }

    /** The person who let a client act. */
    private record Granter(Actor actor) implements ActorHolder, Principal, Serializable {
        @Override
        public String getName() {
            return actor.email();
        }
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        Token code = token(authorization.getToken(OAuth2AuthorizationCode.class));
        Token access = token(authorization.getAccessToken());
        Token refresh = token(authorization.getRefreshToken());
        Instant end = Stream.of(code, access, refresh)
                .filter(Objects::nonNull)
                .map(Token::expiresAt)
                .max(Instant::compareTo)
                .orElseGet(() -> Instant.now().plus(Duration.ofHours(1)));
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        grants.save(new Grant(
                UUID.fromString(authorization.getId()),
                UUID.fromString(authorization.getRegisteredClientId()),
                granter(authorization),
                authorization.getAuthorizationGrantType().getValue(),
                authorization.getAuthorizedScopes(),
                request(authorization),
                state == null ? null : hash(state),
                code,
                access,
                refresh,
                end));
    }

    private static @Nullable UUID granter(OAuth2Authorization authorization) {
        Authentication who = authorization.getAttribute(Principal.class.getName());
        return who != null && who.getPrincipal() instanceof ActorHolder holder
                ? holder.actor().id()
                : null;
    }

    private static @Nullable Request request(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest asked = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (asked == null) {
            return null;
        }
        Map<String, String> more = new LinkedHashMap<>();
        asked.getAdditionalParameters().forEach((name, value) -> more.put(name, value.toString()));
        return new Request(asked.getRedirectUri(), asked.getState(), asked.getScopes(), more);
    }

    private static @Nullable Token token(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token == null
                ? null
                : new Token(
                        hash(token.getToken().getTokenValue()),
                        token.getToken().getIssuedAt(),
                        Objects.requireNonNull(token.getToken().getExpiresAt()),
                        token.isInvalidated());
    }

    private static String hash(String value) {
        return value.startsWith(KEPT) ? value.substring(KEPT.length()) : RandomSecrets.hash(value);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        grants.remove(UUID.fromString(authorization.getId()));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return grants.byId(UUID.fromString(id))
                .map(grant -> authorization(grant, ""))
                .orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        String shown = RandomSecrets.hash(token);
        Stream<By> places = tokenType == null
                ? Stream.of(By.ACCESS, By.REFRESH)
                : switch (tokenType.getValue()) {
                    case OAuth2ParameterNames.STATE -> Stream.of(By.STATE);
                    case CODE -> Stream.of(By.CODE);
                    case OAuth2ParameterNames.ACCESS_TOKEN -> Stream.of(By.ACCESS);
                    case OAuth2ParameterNames.REFRESH_TOKEN -> Stream.of(By.REFRESH);
                    default -> Stream.empty();
                };
        return places.map(place -> grants.by(place, shown))
                .flatMap(Optional::stream)
                .findFirst()
                .map(grant -> authorization(grant, token))
                .orElse(null);
    }

    @SuppressWarnings("NullAway") // null: of a client that was revoked in this moment, there is nothing any more
    private @Nullable OAuth2Authorization authorization(Grant grant, String shown) {
        RegisteredClient client = clients.findById(grant.client().toString());
        if (client == null) {
            return null;
        }
        Optional<Actor> granter = Optional.ofNullable(grant.user())
                .flatMap(users::byId)
                .filter(user -> user.state() == com.innodus.kernel.access.User.State.ACTIVE)
                .map(com.innodus.kernel.access.User::actor);
        if (grant.user() != null && granter.isEmpty()) {
            return null;
        }
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id().toString())
                .principalName(granter.map(Actor::email).orElse(client.getClientId()))
                .authorizationGrantType(new AuthorizationGrantType(grant.kind()))
                .authorizedScopes(grant.scopes());
        granter.ifPresent(actor -> builder.attribute(
                Principal.class.getName(),
                UsernamePasswordAuthenticationToken.authenticated(new Granter(actor), null, List.of())));
        if (grant.request() != null) {
            builder.attribute(OAuth2AuthorizationRequest.class.getName(), request(client, grant.request()));
        }
        if (grant.stateHash() != null) {
            builder.attribute(OAuth2ParameterNames.STATE, value(grant.stateHash(), shown));
        }
        if (grant.code() != null) {
            Token code = grant.code();
            builder.token(
                    new OAuth2AuthorizationCode(
                            value(code.hash(), shown), code.expiresAt().minus(CODE_LIFE), code.expiresAt()),
                    facts -> mark(facts, code));
        }
        if (grant.access() != null) {
            Token access = grant.access();
            builder.token(
                    new OAuth2AccessToken(
                            TokenType.BEARER,
                            value(access.hash(), shown),
                            access.issuedAt(),
                            access.expiresAt(),
                            grant.scopes()),
                    facts -> mark(facts, access));
        }
        if (grant.refresh() != null) {
            Token refresh = grant.refresh();
            builder.token(
                    new OAuth2RefreshToken(value(refresh.hash(), shown), refresh.issuedAt(), refresh.expiresAt()),
                    facts -> mark(facts, refresh));
        }
        return builder.build();
    }

    private static OAuth2AuthorizationRequest request(RegisteredClient client, Request asked) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("/oauth2/authorize")
                .clientId(client.getClientId())
                .redirectUri(asked.redirectUri())
                .state(asked.state())
                .scopes(asked.scopes())
                .additionalParameters(new LinkedHashMap<>(asked.more()))
                .build();
    }

    private static String value(String hash, String shown) {
        return !shown.isEmpty() && RandomSecrets.hash(shown).equals(hash) ? shown : KEPT + hash;
    }

    private static void mark(Map<String, Object> facts, Token token) {
        facts.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, token.over());
    }
}
