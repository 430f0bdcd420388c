package com.innodus.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.support.Server;
import com.innodus.support.Wire;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestLogContextTest extends Server {
    private final RequestLogContext filter = new RequestLogContext();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void logLinesOfARequestCarryItsIdAndTenantAndNothingStaysOnTheThread() throws Exception {
        Tenant tenant = newTenant();
        Map<String, String> inside = new HashMap<>();
        filter.doFilter(
                request,
                response,
                (in, out) -> TenantScope.run(tenant, () -> inside.putAll(MDC.getCopyOfContextMap())));

        assertThat(inside)
                .containsOnly(
                        Map.entry("tenant", tenant.slug()), Map.entry("requestId", response.getHeader("X-Request-Id")));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void aFailingRequestLeavesNothingOnTheThreadEither() {
        Tenant tenant = newTenant();
        FilterChain failing = (in, out) -> TenantScope.run(tenant, () -> {
            MDC.put("leftBehind", "by careless code");
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> filter.doFilter(request, response, failing)).hasMessage("broken");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void workForAnotherTenantIsLoggedUnderItsNameAndThenTheFirstOneComesBack() {
        Tenant first = newTenant();
        Tenant second = newTenant();
        TenantScope.run(first, () -> {
            assertThat(TenantScope.<String>supply(second, () -> MDC.get("tenant")))
                    .isEqualTo(second.slug());
            assertThat(MDC.get("tenant")).isEqualTo(first.slug());
        });
        assertThat(MDC.get("tenant")).isNull();
    }

    @Test
    void theErrorPageKeepsTheIdOfItsRequest() throws Exception {
        filter.doFilter(request, response, (in, out) -> {});
        String id = response.getHeader("X-Request-Id");
        request.setDispatcherType(DispatcherType.ERROR);
        MockHttpServletResponse errorPage = new MockHttpServletResponse();
        filter.doFilter(request, errorPage, (in, out) -> {});
        assertThat(errorPage.getHeader("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b7ad6b7169203331", "018f5e0a-2f3c-7cc1-9f33-3f0f0e1c2d3b", "01J0Z.edge_7"})
    void aProxysIdIsKept(String id) throws Exception {
        request.addHeader("X-Request-Id", id);
        filter.doFilter(request, response, (in, out) -> {});
        assertThat(response.getHeader("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "-leading-dash",
                "has space in it",
                "line\nbreak-in-it",
                "<script>alert(1)",
                "ñandú-ñandú"
            })
    void anIdThatCouldHarmTheLogIsReplaced(String id) throws Exception {
        request.addHeader("X-Request-Id", id);
        filter.doFilter(request, response, (in, out) -> {});
        assertThat(response.getHeader("X-Request-Id")).hasSize(36).isNotEqualTo(id);
    }

    @Test
    void anEndlessIdIsReplaced() throws Exception {
        request.addHeader("X-Request-Id", "a".repeat(65));
        filter.doFilter(request, response, (in, out) -> {});
        assertThat(response.getHeader("X-Request-Id")).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "nobody.localhost"})
    void everyAnswerCarriesTheIdEvenThatOfAHostThatLeadsNowhere(String host) throws Exception {
        assertThat(Wire.get(port, "/", "Host: " + host, "X-Request-Id: edge-4711-4711"))
                .containsOnlyOnce("X-Request-Id: edge-4711-4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"})
    void probesAndMetricsAreNotOnTheTenantsPort(String path) throws Exception {
        assertThat(Wire.get(port, path, "Host: localhost"))
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotContain("\"UP\"", "jvm_memory");
    }
}
