package com.innodus.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.support.Server;
import com.innodus.support.Wire;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server with the settings of the image. */
@ActiveProfiles("container")
@TestPropertySource(
        properties = {
            "management.server.port=0",
            // off in tests unless asked for
            "management.prometheus.metrics.export.enabled=true",
            "innodus.public-scheme=https",
            "server.servlet.session.cookie.secure=true"
        })
@ExtendWith(OutputCaptureExtension.class)
@Tag("own-jvm")
class ContainerTest extends Server {
    @LocalManagementPort
    int managementPort;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesAnswerOnThePortOfTheirOwn(String path) throws Exception {
        assertThat(Wire.get(managementPort, path, "Host: 10.1.2.3:9090"))
                .startsWith("HTTP/1.1 200")
                .contains("{\"status\":\"UP\"}");
    }

    @Test
    void metricsShowHeapRequestsSessionsAndBothPools() throws Exception {
        Wire.get(port, "/health", "Host: localhost");
        assertThat(Wire.get(managementPort, "/actuator/prometheus", "Host: 10.1.2.3:9090"))
                .startsWith("HTTP/1.1 200")
                .contains(
                        "jvm_memory_used_bytes{",
                        "http_server_requests_seconds_count{",
                        "tomcat_sessions_active_current_sessions{",
                        "hikaricp_connections_pending{application=\"innodus-crm\",pool=\"tenants\"}",
                        "hikaricp_connections_pending{application=\"innodus-crm\",pool=\"platform\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/configprops"})
    void nothingElseIsOnThatPort(String path) throws Exception {
        assertThat(Wire.get(managementPort, path, "Host: 10.1.2.3:9090")).startsWith("HTTP/1.1 404");
    }

    @Test
    void workspacePagesAreNotOnThatPort() throws Exception {
        Tenant tenant = newTenant();
        assertThat(Wire.get(managementPort, "/login", "Host: " + tenant.slug() + ".localhost"))
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void probesAndMetricsAreNotOnTheTenantsPort() throws Exception {
        assertThat(Wire.get(port, "/actuator/prometheus", "Host: localhost"))
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotContain("jvm_memory");
    }

    @Test
    void logLinesAreJsonWithTheTenant(CapturedOutput output) throws Exception {
        Tenant tenant = newTenant();
        TenantScope.run(
                tenant, () -> LoggerFactory.getLogger(ContainerTest.class).warn("a \"quoted\"\nline"));
        String line = output.getOut()
                .lines()
                .filter(text -> text.contains("quoted"))
                .findFirst()
                .orElseThrow();
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.at("/message").stringValue()).isEqualTo("a \"quoted\"\nline");
        assertThat(json.at("/tenant").stringValue()).isEqualTo(tenant.slug());
        assertThat(json.at("/log/level").stringValue()).isEqualTo("WARN");
        assertThat(json.at("/service/name").stringValue()).isEqualTo("innodus-crm");
    }

    @Test
    void theProxysSchemeIsBelievedSoThatRedirectsStayOnHttps() throws Exception {
        Tenant tenant = newTenant();
        String host = tenant.slug() + ".localhost";
        assertThat(Wire.get(
                        port,
                        "/app",
                        "Host: " + host,
                        "Accept: text/html",
                        "X-Forwarded-For: 203.0.113.7",
                        "X-Forwarded-Proto: https"))
                .startsWith("HTTP/1.1 302")
                .doesNotContain("Location: http://")
                .contains("/login");
        assertThat(Wire.get(port, "/login", "Host: " + host, "Accept: text/html"))
                .containsPattern("Set-Cookie: __Host-form=[^\r]*; Secure")
                .contains("Strict-Transport-Security:");
    }

    @Test
    void aForgedForwardedHostLeadsToNoOtherTenant() throws Exception {
        Tenant tenant = newTenant();
        String forged = "X-Forwarded-Host: " + tenant.slug() + ".localhost";
        assertThat(Wire.get(
                        port,
                        "/login",
                        "Host: nobody.localhost",
                        forged,
                        "X-Forwarded-For: 1.2.3.4",
                        "Accept: text/html"))
                .startsWith("HTTP/1.1 404")
                .doesNotContain(tenant.name());
    }

    /** The image has no curl; what it runs instead must tell a good server from none. */
    @Test
    void theHealthCheckOfTheImageTellsAServerFromAClosedPort() throws Exception {
        assertThat(healthCheck(port)).isZero();
        assertThat(healthCheck(1)).isNotZero();
    }

    private static int healthCheck(int port) throws Exception {
        ProcessBuilder command = new ProcessBuilder(Dockerfile.read().healthCheck()).redirectErrorStream(true);
        command.environment().put("SERVER_PORT", String.valueOf(port));
        Process process = command.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
