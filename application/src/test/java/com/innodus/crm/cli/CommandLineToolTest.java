package com.innodus.crm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.operators.Operators;
import com.innodus.support.Api;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.State;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands on the services of the test's server; as processes they are run in ProcessesTest. */
class CommandLineToolTest extends Server {
    @Autowired
    ApplicationContext product;

    @Autowired
    Operators operators;

    @TempDir
    Path folder;

    private record Outcome(int code, String out, String err) {
        JsonNode json() {
            assertThat(out.lines()).hasSize(1);
            assertThat(err).isEmpty();
            return new JsonMapper().readTree(out);
        }
    }

    private Outcome crm(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineTool.run(tool -> product, new PrintWriter(out), new PrintWriter(err), arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome crmHearing(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return crm(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private String[] createArguments(String slug, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "tenant", "create", "--slug", slug, "--name", "Fundació Àgora", "--admin-email", "ana@agora.test"));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "tenant --help",
                "tenant create --help",
                "tenant list --help",
                "tenant show --help",
                "tenant suspend --help",
                "tenant resume --help",
                "tenant delete --help",
                "tenant export --help",
                "operator --help",
                "operator create --help",
                "migrate --help",
                "demo --help",
                "demo create --help",
                "--version"
            })
    void helpIsThereAtEachLevelAndNeedsNoDatabase(String line) {
        StringWriter out = new StringWriter();
        int code = CommandLineTool.run(
                tool -> {
                    throw new AssertionError("help needs no product");
                },
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                line.split(" "));
        assertThat(code).isZero();
        assertThat(out.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant",
                "nonsense",
                "tenant nonsense",
                "tenant create",
                "tenant list --nonsense",
                "tenant show",
                "tenant show a b",
                "tenant delete agora",
                "operator create",
                "migrate --tenant"
            })
    void wrongUsageIsSaidInOneLineAndWhereToReadOn(String line) {
        Outcome outcome = crm(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("crm: ")
                .endsWith("--help)");
    }

    @Test
    void wrongUsageIsOneObjectWhereJsonIsWanted() {
        Outcome outcome = crm("tenant", "create", "--json");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.json().get("error").asString()).contains("--slug");
    }

    @Test
    void aTenantIsMadeShownSuspendedResumedAndDeleted() {
        String slug = "cli-" + Long.toString(System.nanoTime() % 1_000_000, 36);
        JsonNode made = crm(createArguments(slug, "--admin-password", PASSWORD, "--edition", "social", "--json"))
                .json();
        assertThat(made.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(made.get("edition").asString()).isEqualTo("social");
        assertThat(made.get("name").asString()).isEqualTo("Fundació Àgora");
        assertThat(made.get("url").asString())
                .endsWith(slug + ".localhost:" + made.get("url").asString().replaceAll(".*:(\\d+)/app", "$1") + "/app");

        assertThat(crm("tenant", "show", slug).out()).contains("state", "ACTIVE", "Fundació Àgora");
        assertThat(crm("tenant", "suspend", slug, "--json").json().get("state").asString())
                .isEqualTo("SUSPENDED");
        assertThat(tenants.require(slug).state()).isEqualTo(State.SUSPENDED);
        assertThat(crm("tenant", "suspend", slug).code()).isEqualTo(4);
        assertThat(crm("tenant", "resume", slug, "--json").json().get("state").asString())
                .isEqualTo("ACTIVE");
        assertThat(crm("tenant", "delete", slug, "--yes", "--json")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("DELETED");
        assertThat(crm("tenant", "delete", slug, "--yes").code()).isEqualTo(4);
        assertThat(crm("tenant", "resume", slug).code()).isZero();
    }

    @Test
    void aTakenAddressIsAConflict() {
        Tenant tenant = newTenant();
        Outcome words = crm(createArguments(tenant.slug(), "--admin-password", PASSWORD));
        assertThat(words.code()).isEqualTo(4);
        assertThat(words.out()).isEmpty();
        assertThat(words.err()).isEqualTo("crm: The address '" + tenant.slug() + "' is taken" + System.lineSeparator());
        Outcome json = crm(createArguments(tenant.slug(), "--admin-password", PASSWORD, "--json"));
        assertThat(json.code()).isEqualTo(4);
        assertThat(json.json().get("error").asString()).contains("is taken");
    }

    @ParameterizedTest
    @CsvSource({
        "WWW, ana@agora.test, sales, slug",
        "www, ana@agora.test, sales, slug",
        "good-one, nonsense, sales, email",
        "good-one, ana@agora.test, evil, edition",
    })
    void valuesThatCantBeTakenAreNamed(String slug, String email, String edition, String field) {
        Outcome outcome = crm(
                "tenant",
                "create",
                "--slug",
                slug,
                "--name",
                "Ágora",
                "--admin-email",
                email,
                "--edition",
                edition,
                "--admin-password",
                PASSWORD,
                "--json");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.json().get("problems").propertyNames()).containsExactly(field);
        assertThat(tenants.bySlug(slug)).isEmpty();
    }

    @Test
    void passwordsComeFromTheInputWhenNotOnTheCommandLine() {
        String slug = "cli-" + Long.toString(System.nanoTime() % 1_000_000, 36);
        assertThat(crmHearing("corta\n", createArguments(slug)).err()).contains("password:");
        assertThat(crmHearing(PASSWORD + "\n", createArguments(slug)).code()).isZero();
        assertThat(crmHearing(PASSWORD + "\n", "operator", "create", "--email", slug + "@innodus.test", "--password")
                        .code())
                .isZero();
        assertThat(operators.logIn(slug + "@innodus.test", PASSWORD)).isPresent();
        assertThat(crmHearing(PASSWORD + "\n", "operator", "create", "--email", slug + "@innodus.test")
                        .code())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"nonsense, tres tristes tigres", "olga@innodus.test, corta", "olga@innodus.test, ''"})
    void operatorsNeedAnAddressAndAGoodPassword(String email, String password) {
        Outcome outcome = crmHearing(password + "\n", "operator", "create", "--email", email, "--json");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.json().get("error").asString()).isNotBlank();
    }

    @Test
    void theListIsATableWhoseColumnsStandUnderEachOther() {
        Tenant first = newTenant();
        Tenant second = newTenant();
        tenants.suspend(second);
        List<String> lines = crm("tenant", "list").out().lines().toList();
        int state = lines.getFirst().indexOf("STATE");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(first.slug())
                        .satisfies(it -> assertThat(it.substring(state)).startsWith("ACTIVE")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(second.slug())
                        .satisfies(it -> assertThat(it.substring(state)).startsWith("SUSPENDED")));
        assertThat(crm("tenant", "list", "--json").json().get("tenants").findValuesAsString("slug"))
                .contains(first.slug(), second.slug());
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "suspend", "resume", "export"})
    void whoIsNotThereIsNotFound(String command) {
        Outcome outcome = crm("tenant", command, "nobody-here");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("crm: There is no tenant 'nobody-here'" + System.lineSeparator());
        assertThat(crm("migrate", "--tenant", "nobody-here").code()).isEqualTo(3);
    }

    @Test
    void anExportHoldsEveryTableOfOneTenantAndNoSecret() throws Exception {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        Path file = folder.resolve("all.zip");
        JsonNode answer = crm("tenant", "export", tenant.slug(), "--out", file.toString(), "--json")
                .json();
        assertThat(answer.get("bytes").asLong()).isEqualTo(Files.size(file));
        StringBuilder all = new StringBuilder();
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                names.add(entry.getName());
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(names)
                .contains(
                        "manifest.json",
                        "tables/organisation.jsonl",
                        "tables/app_user.jsonl",
                        "tables/attribute.jsonl",
                        "readable/organisations.csv");
        assertThat(all.toString())
                .contains(emailOf(tenant.slug()))
                .doesNotContain(emailOf(other.slug()), "$argon2", "password_hash");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
        assertThat(crm(
                                "tenant",
                                "export",
                                tenant.slug(),
                                "--out",
                                folder.resolve("no/such/x.zip").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void migratingSaysWhatItDid() {
        Tenant tenant = newTenant();
        JsonNode report = crm("migrate", "--tenant", tenant.slug(), "--json").json();
        assertThat(report.get("upToDate").asInt()).isEqualTo(1);
        assertThat(report.get("failed")).isEmpty();
        assertThat(crm("migrate").out()).contains("up to date, 0 migrated");
    }

    @Test
    void aHalfMadeTenantIsCompletedByMigratingOrForgottenByDeleting() {
        String slug = "cli-" + Long.toString(System.nanoTime() % 1_000_000, 36);
        tenants.register(
                slug,
                "Ágora",
                "sales",
                "{\"name\":\"Ana\",\"email\":\"ana@agora.test\",\"locale\":\"es\",\"confirmed\":true}");
        assertThat(crm("migrate", "--json").json().get("completed").get(0).asString())
                .isEqualTo(slug);
        assertThat(tenants.require(slug).isActive()).isTrue();
        tenants.register(slug + "-b", "Ágora", "sales", "{}");
        assertThat(crm("tenant", "delete", slug + "-b", "--yes", "--json")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("GONE");
        assertThat(tenants.bySlug(slug + "-b")).isEmpty();
    }

    @Test
    void letsAProgramInAndShutsItOut() {
        Tenant tenant = newTenant();

        JsonNode made = crm(
                        "client", "create", "--tenant", tenant.slug(), "--name", "Tienda", "--scopes", "*", "--json")
                .json();
        String id = made.path("clientId").stringValue();
        Api host = new Api(port, tenant.slug() + ".localhost");
        assertThat(host.token(id, made.path("clientSecret").stringValue(), "").status())
                .isEqualTo(200);
        JsonNode listed =
                crm("client", "list", "--tenant", tenant.slug(), "--json").json();
        assertThat(listed.path("clients").get(0).path("clientId").stringValue()).isEqualTo(id);
        assertThat(listed.toString()).doesNotContain("ecret");

        assertThat(crm("client", "revoke", "--tenant", tenant.slug(), "--client-id", id)
                        .code())
                .isZero();
        assertThat(host.token(id, made.path("clientSecret").stringValue(), "").status())
                .isEqualTo(401);
        assertThat(crm("client", "revoke", "--tenant", tenant.slug(), "--client-id", id)
                        .code())
                .isEqualTo(4);
        assertThat(crm("client", "create", "--tenant", tenant.slug(), "--name", "x", "--scopes", "nada:read")
                        .code())
                .isEqualTo(2);
        assertThat(crm("client", "create", "--tenant", "nadie", "--name", "x").code())
                .isEqualTo(3);
    }
}
