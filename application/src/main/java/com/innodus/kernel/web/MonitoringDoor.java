package com.innodus.kernel.web;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Probes and metrics are open on a port of their own, which no ingress serves; on the tenants' port they are closed. */
@Configuration(proxyBeanMethods = false)
class MonitoringDoor {
    @Bean
    @Order(1)
    SecurityFilterChain monitoring(HttpSecurity http) throws Exception {
        RequestMatcher ownPort = request -> WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()), "management");
        return http.securityMatcher(new OrRequestMatcher(ownPort, EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(ownPort)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
