package com.innodus.kernel.access.web;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.Users;
import com.vaadin.flow.spring.security.VaadinAwareSecurityContextHolderStrategyConfiguration;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who gets in where. The workspace needs a log-in; what else stands here is open. */
@Configuration(proxyBeanMethods = false)
@Import(VaadinAwareSecurityContextHolderStrategyConfiguration.class)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/", "/signup", "/signup/**", "/login", "/welcome", "/confirm", "/password/**", "/invitation",
        "/health", "/brand/**", "/dev/**", "/error", "/favicon.svg", "/styles/**", "/public.css", "/app.css",
        "/robots.txt", "/language"
    };

    @Bean
    SecurityFilterChain security(HttpSecurity http, Sessions sessions, Users users, LogIns logIns) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                // Vaadin has a token of its own in each of its requests; cross-site log-out is stopped by SameSite=Lax,
                // and so is a posted export, which changes nothing
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        PathPatternRequestMatcher.withDefaults().matcher("/app/**"),
                        PathPatternRequestMatcher.withDefaults().matcher("/logout"),
                        PathPatternRequestMatcher.withDefaults().matcher("/export/**")))
                .formLogin(login -> login.loginPage("/login")
                        .usernameParameter("email")
                        .defaultSuccessUrl("/app")
                        .failureHandler(new LogInFailure())
                        .permitAll())
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler((request, response, authentication) -> {
                            if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
                                sessions.end(signedIn.session());
                            }
                        })
                        .logoutSuccessUrl("/login?out"))
                .authenticationProvider(new PasswordProvider(users, logIns))
                .addFilterBefore(new SessionGuard(sessions), LogoutFilter.class)
                .addFilterAfter(new LanguageFilter(), AuthorizationFilter.class)
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin())
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
                .build();
    }

    /** Local accounts. */
    private record PasswordProvider(Users users, LogIns logIns) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) throws AuthenticationException {
            var attributes =
                    (ServletRequestAttributes) Objects.requireNonNull(RequestContextHolder.getRequestAttributes());
            String password = String.valueOf(attempt.getCredentials());
            return switch (users.logIn(attempt.getName(), password)) {
                case Users.LogIn.Welcome(var user) -> logIns.authenticate(user, attributes.getRequest());
                case Users.LogIn.Refused() -> throw new BadCredentialsException("refused");
                case Users.LogIn.Locked(var until) -> throw new LockedException(until.toString());
            };
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
