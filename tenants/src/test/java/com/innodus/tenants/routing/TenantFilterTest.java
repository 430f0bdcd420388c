package com.innodus.tenants.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.support.Database;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class TenantFilterTest {
    private static final String SERVED = "served for ";

    private final Tenants tenants = Database.directory();
    private final Addresses addresses = new Addresses("http", "localhost", 8080, tenants);
    private final TenantFilter filter = new TenantFilter(addresses, tenants, new NamedDoors(), 1);
    private Tenant tenant = Database.newTenant(tenants);

    /** Answers with the name of the closed door. */
    private static final class NamedDoors implements ClosedDoors {
        @Override
        public void unknownHost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("unknown");
        }

        @Override
        public void suspended(Tenant tenant, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().write("suspended");
        }

        @Override
        public void notReady(Tenant tenant, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().write("not ready");
        }

        @Override
        public void foreignSession(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("foreign session");
        }
    }

    private final FilterChain product = (request, response) -> {
        ((HttpServletRequest) request).getSession();
        Tenant current = TenantScope.currentOrNull();
        response.getWriter().write(SERVED + (current == null ? "base" : current.slug()));
    };

    private String answer(@Nullable String host, @Nullable HttpSession session) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app");
        request.setServerName(host);
        if (session != null) {
            request.setSession(session);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, product);
        return response.getContentAsString();
    }

    private MockHttpSession sessionOf(String host) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app");
        request.setServerName(host);
        filter.doFilter(request, new MockHttpServletResponse(), product);
        return (MockHttpSession) Objects.requireNonNull(request.getSession(false));
    }

    @BeforeEach
    void nothingIsBound() {
        assertThat(TenantScope.currentOrNull()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"localhost", "LocalHost", "localhost."})
    void theBaseHostIsServedWithoutTenant(String host) throws Exception {
        assertThat(answer(host, null)).isEqualTo(SERVED + "base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s.localhost", "%s.LOCALHOST", "%s.localhost."})
    void aTenantsHostIsServedForIt(String host) throws Exception {
        assertThat(answer(host.formatted(tenant.slug()), null)).isEqualTo(SERVED + tenant.slug());
        assertThat(answer(host.formatted(tenant.slug().toUpperCase(java.util.Locale.ROOT)), null))
                .isEqualTo(SERVED + tenant.slug());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody.localhost",
                "evil.example",
                "127.0.0.1",
                "[::1]",
                "localhost.evil.example",
                "x.y.localhost",
                "xn--gora-6na.localhost",
                "_",
                "localhost@evil"
            })
    void everyOtherHostLeadsNowhere(String host) throws Exception {
        assertThat(answer(host, null)).isEqualTo("unknown");
    }

    @Test
    void aMissingHostLeadsNowhere() throws Exception {
        assertThat(answer(null, null)).isEqualTo("unknown");
    }

    @Test
    void stateAndVersionDecideWhetherATenantIsServed() throws Exception {
        String host = tenant.slug() + ".localhost";
        tenants.suspend(tenant);
        assertThat(answer(host, null)).isEqualTo("suspended");
        tenants.resume(tenant);
        assertThat(answer(host, null)).isEqualTo(SERVED + tenant.slug());
        tenants.noteVersion(tenant, 0);
        assertThat(answer(host, null)).isEqualTo("not ready");
        tenants.noteVersion(tenant, 1);
        tenants.markDeleted(tenant);
        assertThat(answer(host, null)).isEqualTo("unknown");
    }

    @Test
    void oneThatIsBeingMadeIsNotReady() throws Exception {
        Tenant half = tenants.register(Database.newSlug(), "Ágora", "sales", "{}");
        assertThat(answer(half.slug() + ".localhost", null)).isEqualTo("not ready");
    }

    @Test
    void aSessionIsGoodOnlyWhereItBegan() throws Exception {
        Tenant other = Database.newTenant(tenants);
        String mine = tenant.slug() + ".localhost";
        String others = other.slug() + ".localhost";
        MockHttpSession session = sessionOf(mine);
        assertThat(answer(mine, session)).isEqualTo(SERVED + tenant.slug());
        assertThat(answer(others, session)).isEqualTo("foreign session");
        assertThat(answer("localhost", session)).isEqualTo("foreign session");
        assertThat(answer(mine, session)).isEqualTo(SERVED + tenant.slug());
    }

    @Test
    void anOperatorsSessionIsGoodOnTheBaseHostOnlyFromItsFirstRequestOn() throws Exception {
        MockHttpSession session = sessionOf("localhost");
        assertThat(answer(tenant.slug() + ".localhost", session)).isEqualTo("foreign session");
        assertThat(answer("localhost", session)).isEqualTo(SERVED + "base");
    }

    @Test
    void aSessionOfUnknownOriginIsGoodNowhere() throws Exception {
        assertThat(answer(tenant.slug() + ".localhost", new MockHttpSession())).isEqualTo("foreign session");
        assertThat(answer("localhost", new MockHttpSession())).isEqualTo("foreign session");
    }

    @Test
    void useIsNotedOnceAMinute() throws Exception {
        answer(tenant.slug() + ".localhost", null);
        tenants.forget(tenant.slug());
        var first = tenants.require(tenant.slug()).lastUsedAt();
        assertThat(first).isNotNull();
        answer(tenant.slug() + ".localhost", null);
        tenants.forget(tenant.slug());
        assertThat(tenants.require(tenant.slug()).lastUsedAt()).isEqualTo(first);
    }
}
