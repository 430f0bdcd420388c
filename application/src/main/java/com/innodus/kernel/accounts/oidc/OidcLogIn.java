package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.oidc.ProvedUsers.Proved;
import com.innodus.kernel.accounts.web.Arrival;
import com.innodus.kernel.accounts.web.LogInMethod;
import com.innodus.kernel.accounts.web.LogIns;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Log-in by the authorization code flow with PKCE, state and nonce; log-out at the provider too where it offers that. */
@Component
@ConditionalOnWebApplication
class OidcLogIn implements LogInMethod {
    private static final String FAREWELL = OidcLogIn.class.getName() + ".farewell";

    private final TenantRegistrations registrations;
    private final IdentityProviders providers;
    private final ProvedUsers provedUsers;
    private final Users users;
    private final Sessions sessions;
    private final LogIns logIns;
    private final Arrival arrival;
    private final Addresses addresses;
    private final Outbound outbound;

    OidcLogIn(
            TenantRegistrations registrations,
            IdentityProviders providers,
            ProvedUsers provedUsers,
            Users users,
            Sessions sessions,
            LogIns logIns,
            Arrival arrival,
            Addresses addresses,
            Outbound outbound) {
        this.registrations = registrations;
        this.providers = providers;
        this.provedUsers = provedUsers;
        this.users = users;
        this.sessions = sessions;
        this.logIns = logIns;
        this.arrival = arrival;
        this.addresses = addresses;
        this.outbound = outbound;
    }

    @Override
    public void addTo(HttpSecurity http) {
        OidcRefused refused = new OidcRefused();
        http.oauth2Login(login -> login.loginPage("/login")
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new KeptNowhere())
                        .authorizationEndpoint(
                                begin -> begin.authorizationRequestResolver(new KnownOnly(registrations)))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokenClient()))
                        .userInfoEndpoint(info -> info.oidcUserService(provedUsers))
                        .successHandler(this::welcome)
                        .failureHandler(refused))
                .addFilterBefore(new IssuerCheck(registrations, refused), OAuth2LoginAuthenticationFilter.class);
    }

    private RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(outbound.requests())
                .requestInterceptor(outbound.limits())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Puts an ordinary session in the place of the proof. */
    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        Proved proved = (Proved) Objects.requireNonNull(authentication.getPrincipal());
        if (proved.replaces() != null) {
            sessions.end(proved.replaces().session());
        }
        users.noteLogIn(proved.user().id());
        logIns.logIn(proved.user(), request, response);
        String registration = ((OAuth2AuthenticationToken) authentication).getAuthorizedClientRegistrationId();
        farewell(registration, proved).ifPresent(address -> request.getSession().setAttribute(FAREWELL, address));
        if (proved.linked()) {
            response.sendRedirect("/app/profile");
        } else {
            arrival.send(request, response);
        }
    }

    private Optional<String> farewell(String registrationId, Proved proved) {
        return Optional.ofNullable(registrations.findByRegistrationId(registrationId))
                .map(registration -> registration
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get(TenantRegistrations.END_SESSION))
                .map(Object::toString)
                .filter(endpoint -> !endpoint.isEmpty())
                .map(endpoint -> UriComponentsBuilder.fromUriString(endpoint)
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(
                                proved.getIdToken().getTokenValue(), addresses.of(TenantScope.current()) + "/login")
                        .toUriString());
    }

    @Override
    public List<Door> doors() {
        // from configuration, so that the answer comes back to the host on which the session is
        String address = addresses.of(TenantScope.current());
        return providers.enabled().stream()
                .map(provider -> new Door(provider.name(), address + provider.path()))
                .toList();
    }

    @Override
    public Optional<String> farewell(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(FAREWELL));
    }

    /** An id that is unknown on this host begins nothing; the page isn't found. */
    private static final class KnownOnly implements OAuth2AuthorizationRequestResolver {
        private final TenantRegistrations registrations;
        private final DefaultOAuth2AuthorizationRequestResolver standard;

        KnownOnly(TenantRegistrations registrations) {
            this.registrations = registrations;
            standard = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        }

        @Override
        @SuppressWarnings("NullAway") // null means that this request begins no log-in
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            String path = request.getRequestURI();
            String id = path.substring(path.lastIndexOf('/') + 1);
            return registrations.provider(id).isPresent() ? standard.resolve(request) : null;
        }

        @Override
        @SuppressWarnings("NullAway")
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
            ClientRegistration known = registrations.findByRegistrationId(registrationId);
            return known == null ? null : standard.resolve(request, registrationId);
        }
    }

    /** Tokens are for the log-in alone; nothing is asked with them later. */
    private static final class KeptNowhere implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("NullAway")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
