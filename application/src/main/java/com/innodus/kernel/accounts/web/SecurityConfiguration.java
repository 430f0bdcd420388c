package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.Users;
import com.vaadin.flow.spring.security.VaadinAwareSecurityContextHolderStrategyConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who gets in where. The workspace needs a log-in; what else stands here is open. */
@Configuration(proxyBeanMethods = false)
@Import(VaadinAwareSecurityContextHolderStrategyConfiguration.class)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/",
        "/signup",
        "/signup/**",
        "/login",
        "/login/oauth2/**",
        "/oauth2/**",
        "/.well-known/**",
        "/workspaces",
        "/welcome",
        "/confirm",
        "/password/**",
        "/invitation",
        "/health",
        "/feed/*",
        "/rsvp",
        "/hook/*",
        "/brand/**",
        "/dev/**",
        "/error",
        "/favicon.svg",
        "/styles/**",
        "/public.css",
        "/app.css",
        "/robots.txt",
        "/language"
    };

    /** Where somebody decides what a program may do in their name. */
    private static final String[] STAFF = {"/oauth2/authorize", "/oauth2/consent"};

    private static final String FAREWELL = SecurityConfiguration.class.getName() + ".farewell";

    /** Each filter's time would be measured on its own, which takes longer than most filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            Sessions sessions,
            ViewingAs viewing,
            Users users,
            LogIns logIns,
            Arrival arrival,
            PageHeaders pageHeaders,
            CookieCsrfTokenRepository formTokens,
            List<LogInMethod> methods,
            List<TenantDoor> doors)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(STAFF)
                        .access(SecurityConfiguration::isThemselves)
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .access(SecurityConfiguration::isStaff))
                // Vaadin has a token of its own in each of its requests; cross-site log-out is stopped by SameSite=Lax,
                // and so is a posted export, which changes nothing
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens)
                        .ignoringRequestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/app/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/logout"),
                                // programs have no form; their secret is the address
                                PathPatternRequestMatcher.withDefaults().matcher("/hook/*"),
                                PathPatternRequestMatcher.withDefaults().matcher("/export/**")))
                .formLogin(login -> login.loginPage("/login")
                        .usernameParameter("email")
                        .successHandler(arrival)
                        .failureHandler(new LogInFailure())
                        .permitAll())
                .requestCache(cache -> cache.requestCache(arrival.asked()))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(new LogInDoor()))
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler((request, response, authentication) ->
                                leave(request, authentication, sessions, methods))
                        .logoutSuccessHandler(SecurityConfiguration::sayGoodbye))
                .authenticationProvider(new PasswordProvider(users, logIns))
                .addFilterBefore(new SessionGuard(sessions, viewing), LogoutFilter.class)
                .addFilterAfter(new LanguageFilter(), AuthorizationFilter.class)
                .headers(pageHeaders::addTo);
        methods.forEach(method -> method.addTo(http));
        doors.forEach(door -> door.addTo(http));
        return http.build();
    }

    /** Logged in as a user of a tenant: neither an operator nor somebody whom a provider has only just named. */
    private static AuthorizationResult isStaff(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext request) {
        Authentication now = authentication.get();
        return new AuthorizationDecision(now != null && now.getPrincipal() instanceof SignedIn);
    }

    /** Who sees the workspace as somebody else gives nobody leave in that name. */
    private static AuthorizationResult isThemselves(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext request) {
        Authentication now = authentication.get();
        return new AuthorizationDecision(now != null
                && now.getPrincipal() instanceof SignedIn signedIn
                && !signedIn.actor().isViewed());
    }

    private static void leave(
            HttpServletRequest request,
            @Nullable Authentication authentication,
            Sessions sessions,
            List<LogInMethod> methods) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            sessions.end(signedIn.session());
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            methods.stream()
                    .map(method -> method.farewell(session))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(address -> request.setAttribute(FAREWELL, address));
        }
    }

    private static void sayGoodbye(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        Object farewell = request.getAttribute(FAREWELL);
        response.sendRedirect(farewell == null ? "/login?out" : farewell.toString());
    }
}
