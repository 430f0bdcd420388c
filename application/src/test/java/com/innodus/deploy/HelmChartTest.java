package com.innodus.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The chart as Helm itself reads it. */
class HelmChartTest {
    private static final Path CHART = repository().resolve("helm/innodus-crm");
    private static final Path FULL = CHART.resolve("ci/full-values.yaml");
    private static final Map<String, String> NEEDED = Map.of(
            "baseHost", "crm.example.com",
            "database.existingSecret", "innodus-database",
            "secretKey.existingSecret", "innodus-secret-key",
            "smtp.host", "smtp.example.com");

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("application") ? here.getParent() : here;
    }

    @TempDir
    Path scratch;

    /** Renders hooks as well: the library leaves them out, so theirs get another annotation in a copy. */
    private List<Map<?, ?>> render(Map<String, String> values, boolean full) {
        Path copy = scratch.resolve("innodus-crm");
        try (var files = Files.walk(CHART)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(CHART.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(target, Files.readString(file).replace("helm.sh/hook:", "test/hook:"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new Helm(copy).template().withName("innodus");
        values.forEach(command::set);
        if (full) {
            command.withValuesFile(FULL);
        }
        return StreamSupport.stream(new Yaml().loadAll(command.call()).spliterator(), false)
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
    }

    private static Map<?, ?> only(List<Map<?, ?>> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.get("kind").equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind));
    }

    private static List<String> kinds(List<Map<?, ?>> manifests) {
        return manifests.stream().map(manifest -> (String) manifest.get("kind")).toList();
    }

    private static Object at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
            assertThat(here).as("%s in %s", step, List.of(path)).isNotNull();
        }
        return here;
    }

    @Test
    void helmFindsNothingToComplainAbout() {
        var command = new Helm(CHART).lint().strict();
        var result = command.call();
        assertThat(result.getMessages()).as("lint").noneMatch(message -> message.contains("[WARNING]"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void theFourNeededValuesAreEnoughAndEachMissingOneIsNamed() {
        assertThat(kinds(render(NEEDED, false))).contains("Deployment", "Ingress");
        for (String missing : NEEDED.keySet()) {
            Map<String, String> rest = new java.util.HashMap<>(NEEDED);
            rest.remove(missing);
            assertThatThrownBy(() -> render(rest, false)).hasMessageContaining(missing);
        }
    }

    @Test
    void everyTenantHasAnAddressAndStaysWithItsNode() {
        Map<?, ?> ingress = only(render(NEEDED, false), "Ingress");
        assertThat(((List<?>) at(ingress, "spec", "rules")).stream().map(rule -> at(rule, "host")))
                .isEqualTo(List.of("crm.example.com", "*.crm.example.com"));
        assertThat(at(ingress, "metadata", "annotations", "nginx.ingress.kubernetes.io/affinity"))
                .isEqualTo("cookie");
    }

    @Test
    void schemasAreMigratedBeforePodsOfANewVersionStart() {
        Map<?, ?> job = only(render(NEEDED, false), "Job");
        assertThat(at(job, "metadata", "annotations", "test/hook")).isEqualTo("pre-install,pre-upgrade");
        assertThat(at(job, "spec", "template", "spec", "containers", 0, "args")).isEqualTo(List.of("crm", "migrate"));
    }

    @Test
    void podsRunWithoutRightsOverTheirNode() {
        for (String kind : List.of("Deployment", "Job")) {
            Object pod = at(only(render(Map.of(), true), kind), "spec", "template", "spec");
            Object container = at(pod, "containers", 0, "securityContext");
            assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(at(container, "readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(container, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(at(container, "capabilities", "drop")).isEqualTo(List.of("ALL"));
            assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        }
    }

    @Test
    void secretsComeFromSecretsOnly() {
        Object container = at(only(render(NEEDED, false), "Deployment"), "spec", "template", "spec", "containers", 0);
        for (Object variable : (List<?>) at(container, "env")) {
            String name = (String) at(variable, "name");
            if (name.contains("PASSWORD") || name.contains("SECRET") || name.contains("DATABASE_URL")) {
                assertThat(at(variable, "valueFrom", "secretKeyRef", "name"))
                        .as(name)
                        .isNotNull();
            }
        }
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
        assertThat(at(container, "resources", "limits", "memory")).isEqualTo("2Gi");
    }

    @Test
    void everythingSwitchedOnRenders() {
        assertThat(kinds(render(Map.of(), true)))
                .contains(
                        "Deployment",
                        "Service",
                        "Ingress",
                        "Job",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "ServiceMonitor",
                        "ServiceAccount");
    }
}
