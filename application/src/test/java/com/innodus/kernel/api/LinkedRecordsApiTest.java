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
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Records that others link to: read along with them, and named as other programs call them. */
class LinkedRecordsApiTest extends ApiServer {
    private static final String PEOPLE = "/api/v1/people";
    private static final String ORGANISATIONS = "/api/v1/organisations";

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    RecordType<Organisation> organisations;

    private Tenant tenant;
    private Api api;
    private String agora;

    @BeforeEach
    void one() {
        tenant = newTenant();
        api = api(tenant, "*").with("Accept-Language", "en");
        agora = organisation(api, "ERP-17", "Ágora");
    }

    private static String organisation(Api api, String externalId, String name) {
        Answer made = api.post(
                ORGANISATIONS + "/bulk",
                "{\"records\":[{\"externalId\":\"%s\",\"name\":\"%s\",\"city\":\"Vic\",\"revenue\":5}]}"
                        .formatted(externalId, name));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return made.json().path("results").get(0).path("id").stringValue();
    }

    private Answer person(String name, String organisation) {
        return api.post(
                PEOPLE + "?duplicates=allow",
                "{\"firstName\":\"%s\",\"organisation\":%s,\"owner\":\"%s\"}"
                        .formatted(name, organisation, emailOf(tenant.slug())));
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

    @Test
    void whatRecordsLinkToStandsBesideThem() {
        person("Marta", "\"" + agora + "\"");

        JsonNode marta = api.get(PEOPLE + "?expand=organisation,owner&fields=firstName")
                .json()
                .path("data")
                .get(0);
        assertThat(marta.at("/expanded/organisation/name").stringValue()).isEqualTo("Ágora");
        assertThat(marta.at("/expanded/organisation/id").stringValue()).isEqualTo(agora);
        assertThat(marta.at("/expanded/owner/name").stringValue())
                .isEqualTo(owner(tenant).name());
        assertThat(marta.has("organisation")).isFalse();
        Answer one = api.get(PEOPLE + "/" + marta.path("id").stringValue() + "?expand=organisation");
        assertThat(one.json().path("organisation").stringValue()).isEqualTo(agora);
        assertThat(one.json().at("/expanded/organisation/city").stringValue()).isEqualTo("Vic");
        assertThat(api.get(PEOPLE).json().path("data").get(0).has("expanded")).isFalse();
        for (String bad : List.of("nada", "firstName", "organisation,nada", "organisation.parent", ",")) {
            assertThat(api.get(PEOPLE + "?expand=" + bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void whatIsHiddenStaysHiddenThere() {
        String shut = organisation(api, "ERP-18", "Cerrada");
        person("Marta", "\"" + agora + "\"");
        person("Nuria", "\"" + shut + "\"");
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.activate(reader.id()));
        as(tenant, () -> {
            closed.close(organisations, UUID.fromString(shut), List.of());
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new FieldOf("organisation", "city"), FieldRight.NONE));
            }
            return true;
        });

        Answer people = apiOf(reader).get(PEOPLE + "?expand=organisation&sort=title");

        JsonNode data = people.json().path("data");
        assertThat(data).hasSize(2);
        assertThat(data.get(0).at("/expanded/organisation/name").stringValue()).isEqualTo("Ágora");
        assertThat(data.get(0).at("/expanded/organisation").has("city")).isFalse();
        assertThat(data.get(1).at("/expanded/organisation").isNull()).isTrue();
        assertThat(people.text()).doesNotContain("Vic", "Cerrada", shut);
        Answer narrow = api(tenant, "people:read").get(PEOPLE + "?expand=organisation");
        assertThat(narrow.text()).doesNotContain("Ágora", agora);
    }

    @Test
    void followingCostsAsManyStatementsWithManyRecordsAsWithOne() {
        person("Marta", "\"" + agora + "\"");
        String asked = PEOPLE + "?expand=organisation,owner";
        api.get(asked);
        long withOne = statements(asked);
        IntStream.range(0, 12)
                .forEach(n -> person("Persona " + n, "\"" + organisation(api, "E" + n, "Org " + n) + "\""));

        assertThat(statements(asked)).isEqualTo(withOne);
        assertThat(withOne - statements(PEOPLE)).isLessThanOrEqualTo(2);
    }

    private long statements(String path) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            assertThat(api.get(path).status()).isEqualTo(200);
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void linksCanBeNamedAsOtherProgramsCallThem() {
        Answer made = person("Marta", "{\"externalId\":\"ERP-17\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("organisation").stringValue()).isEqualTo(agora);

        String other = organisation(api, "ERP-18", "Otra");
        String one = PEOPLE + "/" + made.json().path("id").stringValue();
        assertThat(api.with("If-Match", "*")
                        .patch(one, "{\"organisation\":{\"externalId\":\"ERP-18\"}}")
                        .json()
                        .path("organisation")
                        .stringValue())
                .isEqualTo(other);

        Answer bulk = api.post(PEOPLE + "/bulk", """
                {"records":[{"firstName":"Nuria","organisation":{"externalId":"ERP-17"}},
                            {"firstName":"Olga","organisation":{"externalId":"ERP-99"}}]}
                """);
        assertThat(bulk.json().at("/results/0/status").stringValue()).isEqualTo("created");
        assertThat(bulk.json().at("/results/1/status").stringValue()).isEqualTo("refused");
        assertThat(bulk.json().at("/results/1/errors/0/field").stringValue()).isEqualTo("organisation");
    }

    @Test
    void unknownNamesAreRefusedBesideTheField() {
        for (String name : List.of("ERP-99", "", "erp-17", "x' or '1'='1", "a\\u0000b")) {
            Answer refused = person("Marta", "{\"externalId\":\"%s\"}".formatted(name));
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/field").stringValue()).isEqualTo("organisation");
            assertThat(refused.json().at("/errors/0/message").stringValue()).startsWith("There is no record with");
        }
        assertThat(person("Marta", "{\"externalId\":17}").status()).isEqualTo(422);
        assertThat(person("Marta", "{\"externalId\":\"ERP-17\",\"id\":\"x\"}").status())
                .isEqualTo(422);
        assertThat(api.get(PEOPLE).json().path("data")).isEmpty();
    }

    @Test
    void namesOfClosedRecordsAndOfOtherTenantsAreUnknown() {
        User writer = newUser(tenant, "marta", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.activate(writer.id()));
        as(tenant, () -> {
            closed.close(organisations, UUID.fromString(agora), List.of());
            return true;
        });
        String sent = "{\"firstName\":\"Marta\",\"organisation\":{\"externalId\":\"ERP-17\"}}";

        for (Api stranger : List.of(apiOf(writer), api(newTenant(), "*"))) {
            Answer refused = stranger.post(PEOPLE, sent);
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.text()).doesNotContain(agora);
        }
    }
}
