package com.innodus.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.clients.ApiClients.Created;
import com.innodus.kernel.clients.ApiClients.Wish;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.RecordType;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Groups, counts and sums through REST. */
class SummaryApiTest extends ApiServer {
    private static final String LIST = "/api/v1/organisations";
    private static final String SUMMARY = LIST + "/summary";

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    RecordType<Organisation> organisations;

    private Tenant tenant;
    private Api api;

    @BeforeEach
    void three() {
        tenant = newTenant();
        api = api(tenant, "*").with("Accept-Language", "en");
        make("Ágora", "Vic", "active", "100", "EUR", "2026-01-31");
        make("Bàscula", "Vic", "active", "50.5", "EUR", "2026-02-01");
        make("Cordel", "Olot", "active", "400", "USD", "2026-02-28");
    }

    private UUID make(String name, String city, String status, String revenue, String currency, String since) {
        Answer made = api.post(
                LIST,
                "{\"name\":\"%s\",\"city\":\"%s\",\"status\":\"%s\",\"revenue\":%s,\"currency\":\"%s\",\"customerSince\":\"%s\"}"
                        .formatted(name, city, status, revenue, currency, since));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return UUID.fromString(made.json().path("id").stringValue());
    }

    private static List<String> groups(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> groups = new ArrayList<>();
        for (JsonNode group : answer.json().path("groups")) {
            StringBuilder text = new StringBuilder();
            group.path("group")
                    .properties()
                    .forEach(key -> text.append(key.getValue().asString("-")).append(' '));
            text.append(group.path("count").asInt());
            for (JsonNode sum : group.path("sums")) {
                text.append(" %s %s"
                        .formatted(
                                sum.path("value").decimalValue().toPlainString(),
                                sum.path("currency").asString("-")));
            }
            groups.add(text.toString());
        }
        return groups;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group=city&sum=revenue | Vic 2 150.5 EUR, Olot 1 400 USD",
                "group=status | active 3",
                "group=status,city | active Vic 2, active Olot 1",
                "group=customerSince | 2026-02 2, 2026-01 1",
                "group=customerSince:year | 2026 3",
                "group=customerSince:quarter&filter=city==Olot | 2026-Q1 1",
                "group=parent.city | - 3",
                "group=city&q=agora | Vic 1",
                "sum=revenue&filter=city==Vic | 2 150.5 EUR",
                "filter=city==Lugo | 0",
                "group=city&limit=1 | Vic 2",
            })
    void groupsCountsAndAddsUp(String query, String expected) {
        assertThat(groups(api.get(SUMMARY + "?" + query)).stream()
                        .map(String::strip)
                        .toList())
                .containsExactly(expected.split(", "));
    }

    @Test
    void saysWhetherThereAreMoreGroups() {
        assertThat(api.get(SUMMARY + "?group=city&limit=1")
                        .json()
                        .path("complete")
                        .booleanValue())
                .isFalse();
        assertThat(api.get(SUMMARY + "?group=city").json().path("complete").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "group=nada",
        "group=notes",
        "group=city:month",
        "group=customerSince:century",
        "'group=city,city,city,city'",
        "sum=city",
        "sum=password",
        "group=city&limit=0",
        "group=city&limit=1001",
        "group=",
        "filter=nada==1",
    })
    void nonsenseIsRefusedWithAProblem(String query) {
        Answer refused = api.get(SUMMARY + "?" + query);
        if (query.equals("group=")) {
            assertThat(groups(refused)).containsExactly("3");
            return;
        }
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("title").stringValue()).isNotBlank().doesNotStartWith("api.");
    }

    @Test
    void whatTheCallerMayNotReadIsInNoGroupAndNoSum() {
        UUID shut = make("Cerrada", "Lugo", "active", "9000", "EUR", "2020-01-01");
        as(tenant, () -> {
            closed.close(organisations, shut, List.of());
            return true;
        });
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.activate(reader.id()));
        Api ofReader = apiOf(reader);

        assertThat(groups(ofReader.get(SUMMARY + "?group=city"))).containsExactly("Vic 2", "Olot 1");

        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new FieldOf("organisation", "revenue"), FieldRight.NONE));
            }
            return true;
        });
        assertThat(ofReader.get(SUMMARY + "?sum=revenue").status()).isEqualTo(400);
        assertThat(ofReader.get(SUMMARY + "?filter=" + encoded("revenue>1")).status())
                .isEqualTo(400);
    }

    private Api apiOf(User user) {
        Created client = as(tenant, () -> clients.create(new Wish("Suya", Set.of("*"), List.of(), true), user.id()));
        return at(tenant)
                .bearing(at(tenant)
                        .token(client.client().clientId(), client.secret(), "")
                        .json()
                        .path("access_token")
                        .stringValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void scopesAndOtherTenantsAreKeptApart() {
        assertThat(api(tenant, "people:read").get(SUMMARY).status()).isEqualTo(403);
        assertThat(api(tenant, "organisations:read").get(SUMMARY).status()).isEqualTo(200);
        Api other = api(newTenant(), "*");
        assertThat(groups(other.get(SUMMARY + "?group=city"))).isEmpty();
        assertThat(groups(other.get(SUMMARY))).containsExactly("0");
    }

    @Test
    void theDocumentTellsOfSummariesAndWebhooks() {
        JsonNode paths = api.get("/api/v1/openapi.json").json().path("paths");

        assertThat(paths.path(SUMMARY).path("get").path("operationId").stringValue())
                .isEqualTo("summariseOrganisations");
        assertThat(paths.path("/api/v1/webhooks").path("post").path("security").toString())
                .contains("webhooks:write");
        assertThat(paths.path("/api/v1/webhooks/{id}").size()).isEqualTo(3);
        assertThat(paths.path(LIST).path("get").path("parameters").toString()).contains("\"expand\"");
    }
}
