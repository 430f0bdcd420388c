package com.innodus.crm.operators;

import com.innodus.crm.operators.Operators.Operator;
import com.innodus.kernel.accounts.web.PageHeaders;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** A realm of its own under {@code /operator} of the base host: no user of a tenant is anybody here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OperatorSecurity {
    private static final String ROLE = "ROLE_OPERATOR";

    @Bean
    @Order(1)
    SecurityFilterChain operatorRealm(
            HttpSecurity http, Operators operators, CookieCsrfTokenRepository formTokens, PageHeaders pageHeaders)
            throws Exception {
        return http.securityMatcher(realm())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/operator/login")
                        .permitAll()
                        .anyRequest()
                        .access((authentication, request) ->
                                new AuthorizationDecision(authentication.get() instanceof Authentication known
                                        && known.getPrincipal() instanceof Operator)))
                // pages of both realms have the form that changes the language
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens))
                .formLogin(login -> login.loginPage("/operator/login")
                        .loginProcessingUrl("/operator/login")
                        .usernameParameter("email")
                        .defaultSuccessUrl("/operator", true)
                        .failureUrl("/operator/login?refused"))
                .logout(logout -> logout.logoutUrl("/operator/logout").logoutSuccessUrl("/operator/login?out"))
                .authenticationProvider(new PasswordProvider(operators))
                .headers(pageHeaders::addTo)
                .build();
    }

    private static RequestMatcher realm() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        RequestMatcher onBaseHost = request -> TenantScope.currentOrNull() == null;
        return new AndRequestMatcher(
                onBaseHost, new OrRequestMatcher(paths.matcher("/operator"), paths.matcher("/operator/**")));
    }

    private record PasswordProvider(Operators operators) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) {
            return operators
                    .logIn(attempt.getName(), String.valueOf(attempt.getCredentials()))
                    .map(operator -> UsernamePasswordAuthenticationToken.authenticated(
                            operator, null, List.of(new SimpleGrantedAuthority(ROLE))))
                    .orElseThrow(() -> new BadCredentialsException("refused"));
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
