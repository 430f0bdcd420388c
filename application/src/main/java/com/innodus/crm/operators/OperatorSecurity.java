package com.innodus.crm.operators;

import com.innodus.crm.operators.Operators.Operator;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** A realm of its own under {@code /operator} of the base host: no user of a tenant is anybody here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OperatorSecurity {
    private static final String ROLE = "ROLE_OPERATOR";

    @Bean
    @Order(1)
    SecurityFilterChain operatorRealm(HttpSecurity http, Operators operators, CookieCsrfTokenRepository formTokens)
            throws Exception {
        return http.securityMatcher("/operator", "/operator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, request) ->
                                new org.springframework.security.authorization.AuthorizationDecision(
                                        request.getRequest().getRequestURI().equals("/operator/login")
                                                || TenantScope.currentOrNull() == null
                                                        && authentication.get() != null
                                                        && authentication.get().getPrincipal() instanceof Operator)))
                // pages of both realms have the form that changes the language
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens))
                .formLogin(login -> login.loginPage("/operator/login")
                        .loginProcessingUrl("/operator/login")
                        .usernameParameter("email")
                        .defaultSuccessUrl("/operator", true)
                        .failureUrl("/operator/login?refused")
                        .permitAll())
                .logout(logout -> logout.logoutUrl("/operator/logout").logoutSuccessUrl("/operator/login?out"))
                .authenticationProvider(new PasswordProvider(operators))
                .build();
    }

    private record PasswordProvider(Operators operators) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) {
            if (TenantScope.currentOrNull() != null) {
                throw new BadCredentialsException("not on a tenant's host");
            }
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
