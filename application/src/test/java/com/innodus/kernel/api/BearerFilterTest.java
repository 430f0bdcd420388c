package com.innodus.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.clients.Bearers;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

class BearerFilterTest extends Server {
    @Autowired
    Bearers bearers;

    @Autowired
    ApiProblems problems;

    @Autowired
    PersonalTokens tokens;

    private String token(Tenant tenant) {
        return as(tenant, () -> tokens.create("Prueba", Set.of("organisations:read"), 1));
    }

    private static MockHttpServletResponse ask(BearerFilter filter, Tenant tenant, String token) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/organisations");
        request.addHeader("Authorization", "Bearer " + token);
        MockHttpServletResponse response = new MockHttpServletResponse();
        return TenantScope.supply(tenant, () -> {
            try {
                filter.doFilter(request, response, new MockFilterChain());
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            } finally {
                SecurityContextHolder.clearContext();
            }
        });
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgainAndNobodyElseWaits() {
        BearerFilter filter = new BearerFilter(bearers, problems, 2);
        Tenant tenant = newTenant();
        String greedy = token(tenant);

        assertThat(ask(filter, tenant, greedy).getHeader("RateLimit-Remaining")).isEqualTo("1");
        assertThat(ask(filter, tenant, greedy).getStatus()).isEqualTo(200);
        MockHttpServletResponse refused = ask(filter, tenant, greedy);

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("RateLimit-Limit")).isEqualTo("2");
        assertThat(refused.getHeader("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 60);
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(ask(filter, tenant, token(tenant)).getStatus()).isEqualTo(200);
        Tenant other = newTenant();
        assertThat(ask(filter, other, token(other)).getStatus()).isEqualTo(200);
    }
}
