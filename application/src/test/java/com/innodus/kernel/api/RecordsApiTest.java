package com.innodus.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.privacy.PersonalConsents;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import jakarta.persistence.EntityManagerFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Records through REST: what is read, written and refused. */
class RecordsApiTest extends ApiServer {
    private static final String LIST = "/api/v1/organisations";

    @Autowired
    PersonalConsents consents;

    @Autowired
    RecordTypes types;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    Features features;

    @Autowired
    Merges merges;

    @Autowired
    RecordType<Organisation> organisations;

    private static String make(Api api, String name) {
        Answer made = api.post(LIST, "{\"name\":\"%s\"}".formatted(name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").stringValue();
    }

    private static List<String> titles(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> titles = new ArrayList<>();
        answer.json()
                .path("data")
                .forEach(record -> titles.add(record.path("title").stringValue()));
        return titles;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void theIdOfARecordThatBecamePartOfAnotherLeadsThereButWritesNothing() {
        Tenant tenant = newTenant();
        Api api = api(tenant, "*");
        String kept = make(api, "Se queda");
        String gone = make(api, "Se va");
        as(tenant, () -> merges.merge(organisations, UUID.fromString(kept), List.of(UUID.fromString(gone)), Map.of()));

        Answer read = api.get(LIST + "/" + gone + "?fields=name");
        assertThat(read.status()).isEqualTo(301);
        assertThat(read.header("Location")).endsWith(LIST + "/" + kept + "?fields=name");
        Answer deleted = api.delete(LIST + "/" + gone);
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.json().path("into").stringValue()).isEqualTo(kept);
        assertThat(api.get(LIST + "/" + kept).status()).isEqualTo(200);
        assertThat(api(newTenant(), "*").get(LIST + "/" + gone).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Tenant tenant = newTenant();
        Api api = api(tenant, "*");
        String parent = make(api, "Matriz");

        Answer made = api.post(LIST, """
                {"name":"Ágora, S.L.","taxId":"B12345674","kinds":["customer"],"status":"active",
                 "parent":"%s","owner":"%s","website":"agora.example","emails":["Info@Agora.Example"],
                 "phones":[{"label":"mobile","value":"600 123 456"}],
                 "otherAddresses":[{"label":"billing","street":"Calle Mayor 1","city":"Vigo"}],
                 "revenue":1234.5,"customerSince":"2024-02-29","notes":"una\\nlínea"}
                """.formatted(parent, emailOf(tenant.slug())));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location"))
                .isEqualTo(LIST + "/" + made.json().path("id").stringValue());
        JsonNode read = api.get(made.header("Location")).json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("title").stringValue()).isEqualTo("Ágora, S.L.");
        assertThat(read.path("kinds").get(0).stringValue()).isEqualTo("customer");
        assertThat(read.path("parent").stringValue()).isEqualTo(parent);
        assertThat(read.path("website").stringValue()).isEqualTo("https://agora.example");
        assertThat(read.path("emails").get(0).path("value").stringValue()).isEqualTo("info@agora.example");
        assertThat(read.path("phones").get(0).path("value").stringValue()).isEqualTo("+34600123456");
        assertThat(read.path("revenue").decimalValue()).isEqualByComparingTo("1234.50");
        assertThat(read.path("customerSince").stringValue()).isEqualTo("2024-02-29");
        assertThat(read.path("otherAddresses").get(0).path("city").stringValue())
                .isEqualTo("Vigo");
        assertThat(read.path("createdBy").stringValue())
                .isEqualTo(owner(tenant).id().toString());
    }

    @Test
    void aChangeStandsUponTheVersionThatWasRead() {
        Api api = api(newTenant(), "*");
        String one = LIST + "/" + make(api, "Antes");
        String etag = api.get(one).header("ETag");

        assertThat(api.patch(one, "{\"name\":\"x\"}").status()).isEqualTo(428);
        Answer changed = api.with("If-Match", etag).patch(one, "{\"name\":\"Después\",\"city\":\"Lugo\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(etag);
        assertThat(changed.json().path("name").stringValue()).isEqualTo("Después");

        Answer stale = api.with("If-Match", etag).patch(one, "{\"notes\":\"tarde\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stale.json().path("current").path("name").stringValue()).isEqualTo("Después");
        assertThat(api.get(one).json().path("notes").isNull()).isTrue();

        Answer cleared = api.with("If-Match", changed.header("ETag")).patch(one, "{\"city\":null}");
        assertThat(cleared.json().path("city").isNull()).isTrue();
        assertThat(cleared.json().path("name").stringValue()).isEqualTo("Después");
        assertThat(api.with("If-None-Match", cleared.header("ETag")).get(one).status())
                .isEqualTo(304);
    }

    @Test
    void whatIsDeletedIsGoneAndCanBeRestored() {
        Api api = api(newTenant(), "*");
        String one = LIST + "/" + make(api, "Efímera");

        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(titles(api.get(LIST))).isEmpty();
        assertThat(api.post(one + "/actions/restore", "{}").status()).isEqualTo(200);
        assertThat(api.get(one).status()).isEqualTo(200);
        assertThat(api.post(one + "/actions/explode", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-title", "city", "-city", "-changedAt", "revenue,-title"})
    void pagesFollowOneAnotherWithoutGapOrRepetition(String sort) {
        Api api = api(newTenant(), "*");
        IntStream.range(0, 23)
                .forEach(n -> api.post(
                        LIST,
                        n % 3 == 0
                                ? "{\"name\":\"Org %02d\"}".formatted(n)
                                : "{\"name\":\"Org %02d\",\"city\":\"C%d\",\"revenue\":%d}"
                                        .formatted(n, n % 4, n % 5)));
        List<String> whole = titles(api.get(LIST + "?limit=200&sort=" + sort));
        assertThat(whole).hasSize(23);

        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(LIST + "?limit=5&sort=" + sort + "&cursor=" + cursor);
            walked.addAll(titles(page));
            cursor = page.json().path("next").asString("");
        } while (!cursor.isEmpty());

        assertThat(walked).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city==Vigo | Bar, Café",
                "city!=Vigo | Día, Éter",
                "name=contains=afe | Café",
                "name=contains=AFÉ | Café",
                "title==*té* | Éter",
                "name==Ca* | Café",
                "revenue>100 | Día, Éter",
                "revenue=ge=100;revenue<300 | Café, Día",
                "city==Vigo,city==Lugo | Bar, Café, Día",
                "city=in=(Lugo,Soria) | Día, Éter",
                "city=out=(Lugo,Soria) | Bar, Café",
                "status==active | Café",
                "status=in=(active) | Café",
                "status=empty=true | Bar, Día, Éter",
                "owner==me;revenue=empty=false | Café, Día, Éter",
                "createdAt=last=1;city==Soria | Éter",
                "customerSince=lt=2020-01-01 | Bar",
                "createdAt=this=day;createdAt=this=quarter;city==Vigo | Bar, Café",
                "customerSince=older=365;createdAt=coming=week,customerSince=older=365 | Bar",
                "record=not='city==Vigo,revenue=gt=250' | Día",
            })
    void filtersAreRsql(String filter, String expected) {
        Api api = api(newTenant(), "*");
        api.post(LIST, "{\"name\":\"Bar\",\"city\":\"Vigo\",\"customerSince\":\"2019-05-01\"}");
        api.post(LIST, "{\"name\":\"Café\",\"city\":\"Vigo\",\"revenue\":100,\"status\":\"active\"}");
        api.post(LIST, "{\"name\":\"Día\",\"city\":\"Lugo\",\"revenue\":200}");
        api.post(LIST, "{\"name\":\"Éter\",\"city\":\"Soria\",\"revenue\":300}");

        assertThat(titles(api.get(LIST + "?filter=" + encoded(filter))))
                .containsExactlyInAnyOrder(expected.split(", "));
    }

    @Test
    void filtersReachLinkedRecords() {
        Api api = api(newTenant(), "*");
        String faro = make(api, "Faro");
        api.post(LIST, "{\"name\":\"Muralla\",\"city\":\"Lugo\",\"parent\":\"%s\"}".formatted(faro));
        make(api, "Sola");

        Map.of(
                        "parent.name==Faro", List.of("Muralla"),
                        "parent=has=''", List.of("Muralla"),
                        "parent=hasnot='name==Faro'", List.of("Faro", "Sola"),
                        "organisation.parent=has='city==Lugo;name==M*'", List.of("Faro"),
                        "organisation.parent=hasnot=''", List.of("Muralla", "Sola"),
                        "record=not='parent=has=\"name==Faro\"'", List.of("Faro", "Sola"))
                .forEach((filter, expected) -> assertThat(titles(api.get(LIST + "?filter=" + encoded(filter))))
                        .as(filter)
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?filter=city",
                "?filter=nada==1",
                "?filter=revenue==mucho",
                "?filter=city=gt=a;(",
                "?filter=city=like=x",
                "?filter=status==no-existe",
                "?filter=id==1';drop%20table%20organisation;--",
                "?filter=revenue==1e999999999",
                "?filter=customerSince==2024-13-45",
                "?filter=customerSince=this=century",
                "?filter=parent.parent.parent.name==x",
                "?filter=parent.nothing==x",
                "?filter=nobody.parent=has=''",
                "?filter=name=not='city==x'",
                "?filter=record=not='city'",
                "?sort=notes",
                "?sort=name;drop",
                "?sort=title%20desc",
                "?cursor=abc",
                "?cursor=%00",
                "?cursor=eyJzb3J0IjoidGl0bGUiLCJpZCI6IjEiLCJ2YWx1ZXMiOlsxXX0",
                "?limit=0",
                "?limit=201",
                "?limit=x",
                "?count=perhaps",
                "?fields=password",
            })
    void nonsenseIsRefusedWithAProblem(String query) {
        Api api = api(newTenant(), "*");
        make(api, "Única");

        Answer refused = api.with("Accept-Language", "en").get(LIST + query.replace("'", "%27"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("title").stringValue()).isNotBlank().doesNotStartWith("api.");
        assertThat(titles(api.get(LIST))).containsExactly("Única");
    }

    @Test
    void sqlInValuesIsOnlyText() {
        Api api = api(newTenant(), "*");
        make(api, "Única");
        String bad = "x' or '1'='1";

        assertThat(titles(api.get(LIST + "?q=" + encoded(bad)))).isEmpty();
        assertThat(titles(api.get(LIST + "?filter=" + encoded("name==\"" + bad + "\""))))
                .isEmpty();
        assertThat(titles(api.get(LIST + "?filter=" + encoded("name=contains=\"%\""))))
                .isEmpty();
        assertThat(titles(api.get(LIST + "?filter=" + encoded("city==\"a\u0000b\""))))
                .isEmpty();
    }

    @Test
    void filtersThatCostMoreThanAListNeedsAreRefused() {
        Api api = api(newTenant(), "*");

        for (String filter : List.of(
                "(".repeat(3_000) + "city==x" + ")".repeat(3_000),
                "city==x" + ";city==x".repeat(60),
                "city=in=(" + "x,".repeat(500) + "x)",
                "city==" + "x".repeat(5_000))) {
            int status = api.get(LIST + "?filter=" + encoded(filter)).status();
            assertThat(status).isIn(400, 414);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"} {}",
                "{\"name\":",
                "\u0000",
            })
    void whatIsNoObjectIsRefused(String body) {
        Api api = api(newTenant(), "*");

        assertThat(api.post(LIST, body).status()).isEqualTo(400);
        assertThat(titles(api.get(LIST))).isEmpty();
    }

    @Test
    void deepAndHugeBodiesAreRefused() {
        Api api = api(newTenant(), "*");

        assertThat(api.post(LIST, "{\"name\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(LIST, "{\"name\":\"" + "x".repeat(1_100_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(api.post(LIST, "{\"name\":\"x\",\"revenue\":1e999999999}").status())
                .isEqualTo(422);
        assertThat(api.send(
                                "POST",
                                LIST,
                                new org.apache.hc.core5.http.io.entity.StringEntity(
                                        "<a/>", org.apache.hc.core5.http.ContentType.APPLICATION_XML))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void whatIsWrongWithAFieldNamesItsKeyInTheCallersLanguage() {
        Api api = api(newTenant(), "*");
        String body = """
                {"name":" ","taxId":"B00000000","emails":["x"],"status":"nada","revenue":"mucho","customerSince":"ayer",
                 "parent":"5f0c2c1e-0000-4000-8000-000000000000","kinds":"customer","title":"no","nada":1}
                """;

        Answer refused = api.with("Accept-Language", "ca").post(LIST, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("title").stringValue()).isEqualTo("Hi ha dades per corregir");
        List<String> fields = new ArrayList<>();
        refused.json().path("errors").forEach(error -> {
            fields.add(error.path("field").stringValue());
            assertThat(error.path("message").stringValue()).contains(" ").doesNotContain("{0}");
        });
        assertThat(fields)
                .containsExactlyInAnyOrder("status", "revenue", "customerSince", "parent", "kinds", "title", "nada");
        Answer checked = api.post(LIST, "{\"name\":\" \",\"taxId\":\"B1\",\"emails\":[\"x\"]}");
        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.text()).contains("\"taxId\"", "\"emails\"");
        assertThat(titles(api.get(LIST))).isEmpty();
    }

    @Test
    void nobodySetsWhatTheProductKeepsItself() {
        Api api = api(newTenant(), "*");

        for (String key : List.of("id", "version", "createdAt", "createdBy", "deletedAt", "searchText", "extra")) {
            assertThat(api.post(LIST, "{\"name\":\"x\",\"%s\":\"1\"}".formatted(key))
                            .status())
                    .as(key)
                    .isEqualTo(422);
        }
    }

    @Test
    void whatSeemsToExistIsNotMadeTwiceUnlessThatIsMeant() {
        Api api = api(newTenant(), "*");
        String id = make(api, "Ágora");

        Answer refused = api.post(LIST, "{\"name\":\"ÁGORA\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("duplicates").get(0).path("id").stringValue())
                .isEqualTo(id);
        assertThat(api.post(LIST + "?duplicates=allow", "{\"name\":\"Ágora\"}").status())
                .isEqualTo(201);
    }

    @Test
    void manyAreWrittenByTheirExternalIds() {
        Api api = api(newTenant(), "*");
        String bulk = LIST + "/bulk";

        Answer first = api.post(bulk, """
                {"records":[{"externalId":"A1","name":"Uno"},{"externalId":"A2","name":"Dos"},{"name":"Tres"},
                            {"externalId":"A4","name":""},{"externalId":"A1","name":"Otra vez"}]}
                """);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(statuses(first)).containsExactly("created", "created", "created", "refused", "refused");

        Answer second = api.post(bulk, """
                {"records":[{"externalId":"A1","name":"Uno bis"},{"externalId":"A2","name":"Dos"}]}
                """);
        assertThat(statuses(second)).containsExactly("changed", "unchanged");
        assertThat(titles(api.get(LIST))).containsExactly("Dos", "Tres", "Uno bis");
        assertThat(api.get(LIST + "?fields=name,externalId")
                        .json()
                        .path("data")
                        .get(0)
                        .toString())
                .contains("\"externalId\":\"A2\"")
                .doesNotContain("\"version\"");

        String batch = first.json().path("batch").stringValue();
        Answer undone = api.post(LIST + "/actions/undo", "{\"batch\":\"" + batch + "\"}");
        assertThat(undone.json().path("undone").intValue()).isEqualTo(2);
        assertThat(titles(api.get(LIST))).containsExactly("Uno bis");
        assertThat(statuses(api.post(bulk, "{\"records\":[{\"externalId\":\"A2\",\"name\":\"Dos\"}]}")))
                .containsExactly("created");
    }

    private static List<String> statuses(Answer answer) {
        List<String> statuses = new ArrayList<>();
        answer.json()
                .path("results")
                .forEach(result -> statuses.add(result.path("status").stringValue()));
        return statuses;
    }

    @Test
    void aListCountsWhenItIsAskedTo() {
        Api api = api(newTenant(), "*");
        IntStream.range(0, 7).forEach(n -> make(api, "Org " + n));

        JsonNode page = api.get(LIST + "?limit=3&count=true").json();

        assertThat(page.path("count").intValue()).isEqualTo(7);
        assertThat(page.path("countIsExact").booleanValue()).isTrue();
        assertThat(api.get(LIST).json().has("count")).isFalse();
    }

    @Test
    void aListCostsAsManyStatementsWithManyRecordsAsWithOne() {
        Api api = api(newTenant(), "*");
        String first = make(api, "Org 00");
        api.post(LIST, "{\"name\":\"Filial\",\"parent\":\"%s\"}".formatted(first));
        api.get(LIST + "?fields=name,externalId,parent");
        long withOne = statements(() -> api.get(LIST));
        IntStream.range(1, 30)
                .forEach(n -> api.post(LIST, "{\"name\":\"Org %02d\",\"parent\":\"%s\"}".formatted(n, first)));

        assertThat(statements(() -> api.get(LIST))).isEqualTo(withOne).isLessThanOrEqualTo(2);
        long few = statements(() -> api.post(LIST + "/bulk", bulk("few", 2, first)));
        assertThat(statements(() -> api.post(LIST + "/bulk", bulk("many", 40, first))))
                .isEqualTo(few);
    }

    private static String bulk(String name, int number, String parent) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < number; i++) {
            records.append(i == 0 ? "" : ",")
                    .append("{\"externalId\":\"%s%d\",\"name\":\"%s %d\",\"parent\":\"%s\"}"
                            .formatted(name, i, name, i, parent));
        }
        return "{\"records\":[" + records + "]}";
    }

    private long statements(Runnable work) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            work.run();
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void scopesAreKeptOnEveryVerb() {
        Tenant tenant = newTenant();
        String one = LIST + "/" + make(api(tenant, "*"), "Ágora");
        Api reader = api(tenant, "organisations:read");
        Api writer = api(tenant, "organisations:write");

        assertThat(reader.get(one).status()).isEqualTo(200);
        assertThat(reader.post(LIST, "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(reader.with("If-Match", "*").patch(one, "{\"name\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(reader.delete(one).status()).isEqualTo(403);
        assertThat(reader.post(LIST + "/bulk", "{\"records\":[{\"name\":\"x\"}]}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.post(one + "/comments", "{\"body\":\"x\"}").status()).isEqualTo(403);
        assertThat(reader.upload(one + "/files", "a.txt", new byte[] {65}).status())
                .isEqualTo(403);
        assertThat(reader.get("/api/v1/people").status()).isEqualTo(403);
        assertThat(writer.with("If-Match", "*")
                        .patch(one, "{\"city\":\"Vigo\"}")
                        .status())
                .isEqualTo(200);
        assertThat(writer.delete(one).status()).isEqualTo(403);
        assertThat(api(tenant, "organisations:delete organisations:read")
                        .delete(one)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anotherTenantsIdsLeadNowhere() {
        Tenant mine = newTenant();
        Api ofMine = api(mine, "*");
        String id = make(ofMine, "Secreta");
        String one = LIST + "/" + id;
        String comment = ofMine.post(one + "/comments", "{\"body\":\"secreto\"}")
                .json()
                .path("id")
                .stringValue();
        String file = ofMine.upload(one + "/files", "secreto.txt", new byte[] {65})
                .json()
                .path("id")
                .stringValue();
        Api other = api(newTenant(), "*");
        String own = LIST + "/" + make(other, "Propia");

        List<Answer> answers = List.of(
                other.get(one),
                other.with("If-Match", "*").patch(one, "{\"name\":\"x\"}"),
                other.delete(one),
                other.get(one + "/comments"),
                other.post(one + "/comments", "{\"body\":\"x\"}"),
                other.with("x", "y").patch(one + "/comments/" + comment, "{\"body\":\"x\"}"),
                other.delete(one + "/comments/" + comment),
                other.get(one + "/files"),
                other.get(one + "/files/" + file),
                other.get(own + "/files/" + file),
                other.delete(own + "/files/" + file),
                other.upload(one + "/files", "a.txt", new byte[] {65}),
                other.post(one + "/actions/restore", "{}"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.text()).doesNotContain("ecret");
        });
        assertThat(other.with("If-Match", "*")
                        .patch(own, "{\"parent\":\"" + id + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(ofMine.get(one).json().path("version").intValue()).isZero();
    }

    @Test
    void consentsAreReadWithTheirWordings() {
        Tenant tenant = newTenant();
        Api api = api(tenant, "*");
        String id = api.post("/api/v1/people", "{\"firstName\":\"Marta\"}")
                .json()
                .path("id")
                .stringValue();
        as(tenant, () -> {
            UUID wording = consents.publish("Boletín", "Le escribiremos.").id();
            return consents.give(
                    types.require("person"), UUID.fromString(id), wording, LocalDate.of(2026, 3, 14), "Feria");
        });
        Answer answer = api.get("/api/v1/people/" + id + "/consents");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode one = answer.json().path("data").path(0);
        assertThat(one.path("purpose").stringValue()).isEqualTo("Boletín");
        assertThat(one.path("wording").stringValue()).isEqualTo("Le escribiremos.");
        assertThat(one.path("givenOn").stringValue()).isEqualTo("2026-03-14");
        assertThat(one.path("withdrawnAt").isNull()).isTrue();
        Answer theirs = api(newTenant(), "*").get("/api/v1/people/" + id + "/consents");
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text()).doesNotContain("Bolet");
        assertThat(api(tenant, "organisations:read")
                        .get("/api/v1/people/" + id + "/consents")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void commentsAndFilesHangOnTheRecord() {
        Api api = api(newTenant(), "*");
        String one = LIST + "/" + make(api, "Ágora");

        Answer comment = api.post(one + "/comments", "{\"body\":\"Hola\"}");
        assertThat(comment.status()).as(comment.text()).isEqualTo(201);
        String commentPath = one + "/comments/" + comment.json().path("id").stringValue();
        assertThat(api.patch(commentPath, "{\"body\":\"Adiós\"}")
                        .json()
                        .path("body")
                        .stringValue())
                .isEqualTo("Adiós");
        assertThat(api.get(one + "/comments").json().path("data")).hasSize(1);
        assertThat(api.delete(commentPath).status()).isEqualTo(204);
        assertThat(api.post(one + "/comments", "{\"body\":\"\"}").status()).isEqualTo(422);

        Answer file = api.upload(one + "/files", "página.html", "<script>".getBytes(StandardCharsets.UTF_8));
        assertThat(file.status()).as(file.text()).isEqualTo(201);
        String path = one + "/files/" + file.json().path("id").stringValue();
        Answer content = api.get(path);
        assertThat(content.text()).isEqualTo("<script>");
        assertThat(content.header("Content-Disposition")).startsWith("attachment");
        assertThat(content.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void typesOfFeaturesThatAreOffDontExist() {
        Tenant tenant = newTenant();
        Api api = api(tenant, "*");
        String one = LIST + "/" + make(api, "Ágora");

        as(tenant, () -> {
            features.switchOn("contacts", false);
            return true;
        });

        assertThat(api.get(LIST).status()).isEqualTo(404);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(api.get(LIST + "/metadata").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/openapi.json").text()).doesNotContain("/api/v1/organisations");
        assertThat(api.get("/api/v1/nada").status()).isEqualTo(404);
    }

    @Test
    void otherSitesGetNothingThroughABrowser() {
        Api api = api(newTenant(), "*");

        Answer answer = api.with("Origin", "https://evil.example").get(LIST);

        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void eachAnswerSaysHowOftenMoreMayBeAsked() {
        Answer answer = api(newTenant(), "*").get(LIST);

        assertThat(Long.parseLong(answer.header("RateLimit-Limit"))).isPositive();
        assertThat(Long.parseLong(answer.header("RateLimit-Remaining")))
                .isLessThan(Long.parseLong(answer.header("RateLimit-Limit")));
        assertThat(answer.header("RateLimit-Reset")).isNotEmpty();
    }

    @Test
    void metadataNamesFieldsAndOptions() {
        Api api = api(newTenant(), "*").with("Accept-Language", "en");

        JsonNode type = api.get(LIST + "/metadata").json();

        assertThat(type.path("label").stringValue()).isEqualTo("Organisation");
        assertThat(type.path("fields").toString()).contains("\"key\":\"taxId\"", "\"key\":\"customer\"");
        assertThat(api.get("/api/v1/metadata").json().path("types").toString()).contains("/api/v1/people");
    }
}
