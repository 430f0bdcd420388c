package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RightsRefused;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.accounts.staff.StaffRefusal;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.support.Api;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Where the tenant's own fields, rights and other programs meet. */
class SeamsTest extends ApiServer {
    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    Teams teams;

    @Autowired
    Staff staff;

    @Autowired
    PersonalTokens tokens;

    private Tenant tenant;

    @BeforeEach
    void newOne() {
        tenant = newTenant();
    }

    private FieldDefinition add(FieldType type, String label, boolean unique, @Nullable Object start) {
        FieldDefinition blank = FieldDefinition.blank("person", type, label);
        return as(
                tenant,
                () -> fields.add(
                        new FieldDefinition(
                                blank.id(),
                                blank.recordType(),
                                blank.key(),
                                type,
                                label,
                                null,
                                null,
                                null,
                                "",
                                false,
                                null,
                                Filter.NONE,
                                null,
                                unique,
                                false,
                                false,
                                false,
                                start,
                                false),
                        List.of()));
    }

    private static Map<String, @Nullable Object> values(Object... pairs) {
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("firstName", "Ana"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    private UUID make(Object... pairs) {
        return as(
                tenant,
                () -> records.create(types.require("person"), values(pairs)).id());
    }

    private void allow(String role, RoleRights rights) {
        as(tenant, () -> {
            roles.save(role, rights);
            return true;
        });
    }

    private RoleRights rights(String role) {
        return as(tenant, () -> roles.rights(role));
    }

    private <E extends BaseRecord> @Nullable Object value(RecordType<E> type, UUID id, String key) {
        return type.require(key).get(records.get(type, id));
    }

    @Test
    void whatIsRefusedAmongManyIsNotWritten() {
        FieldDefinition card = add(new FieldType.Text(500), "Carné", true, null);
        make(card.key(), "A-1");
        UUID second = make(card.key(), "A-2");

        List<Outcome> outcomes = as(
                tenant,
                () -> records.writeAll(
                        types.require("person"),
                        List.of(new Entry(second, new HashMap<>(Map.of(card.key(), "A-1")))),
                        WriteContext.newBatch()));

        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
        assertThat(as(tenant, () -> value(types.require("person"), second, card.key())))
                .isEqualTo("A-2");
    }

    @Test
    void aFieldOfUsersCountsForTheScopeOfAssignedRecords() {
        FieldDefinition seller = add(new FieldType.User(), "Vendedora", false, null);
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        allow(Roles.MEMBER, rights(Roles.MEMBER).with(new Grant("person", Operation.READ), Scope.ASSIGNED));
        UUID hers = make(seller.key(), lena.id());
        make();

        Supplier<List<UUID>> seen = () -> records.ids(types.require("person"), Query.ALL, 10);
        assertThat(as(tenant, lena.actor(), seen)).containsExactly(hers);
        assertThat(as(
                        tenant,
                        lena.actor(),
                        () -> records.find(types.require("person"), hers).isPresent()))
                .isTrue();

        // that she doesn't see the field takes no record from her
        allow(Roles.MEMBER, rights(Roles.MEMBER).with(new FieldOf("person", seller.key()), FieldRight.NONE));
        assertThat(as(tenant, lena.actor(), seen)).containsExactly(hers);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "READ"})
    void aStartIsGivenToRecordsOfThoseWhoMayNotWriteIt(FieldRight right) {
        FieldDefinition risk = add(new FieldType.Text(500), "Riesgo", false, "bajo");
        allow(Roles.MEMBER, rights(Roles.MEMBER).with(new FieldOf("person", risk.key()), right));
        User lena = newUser(tenant, "lena", Roles.MEMBER);

        UUID made = as(
                tenant,
                lena.actor(),
                () -> records.create(types.require("person"), values()).id());

        assertThat(as(tenant, () -> value(types.require("person"), made, risk.key())))
                .isEqualTo("bajo");
    }

    @ParameterizedTest
    @CsvSource({"PRICE", "DAY", "SPAN", "NUMBER"})
    void programsPageByTheTenantsOwnFields(String kind) {
        FieldDefinition field = add(
                switch (kind) {
                    case "PRICE" -> new FieldType.Price();
                    case "DAY" -> new FieldType.Day();
                    case "SPAN" -> new FieldType.Span();
                    default -> new FieldType.Decimal(2);
                },
                "Dato",
                false,
                null);
        Api api = api(tenant, "*");
        for (int i = 1; i < 6; i++) {
            String value = switch (kind) {
                case "PRICE" -> "{\"amount\":\"%d.50\",\"currency\":\"EUR\"}".formatted(i);
                case "DAY" -> "\"2026-01-0%d\"".formatted(i);
                case "SPAN" -> Integer.toString(i * 15);
                default -> i + ".25";
            };
            var made = api.post("/api/v1/people", "{\"firstName\":\"P%d\",\"%s\":%s}".formatted(i, field.key(), value));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get("/api/v1/people?limit=2&sort=-" + field.key() + cursor);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json()
                    .path("data")
                    .forEach(each -> walked.add(each.path("title").stringValue()));
            JsonNode next = page.json().path("next");
            cursor = next.isString() ? "&cursor=" + next.stringValue() : "";
        } while (!cursor.isEmpty());
        assertThat(walked).containsExactly("P5", "P4", "P3", "P2", "P1");
    }

    @Test
    void programsLearnWhatTheTenantCallsItsFields() {
        FieldDefinition field = add(new FieldType.Price(), "Cuota anual", false, null);
        Api api = api(tenant, "*");
        assertThat(api.get("/api/v1/people/metadata").text()).contains(field.key(), "Cuota anual");
        assertThat(api.get("/api/v1/openapi.json").text()).contains(field.key(), "Cuota anual");
    }

    @Test
    void programsLearnNothingOfTypesThatTheyMayNotRead() {
        assertThat(api(tenant, "people:read").get("/api/v1/openapi.json").text())
                .doesNotContain("customerSince");
    }

    @Test
    void aLinkToAClosedRecordIsNotTold() {
        UUID secret = as(
                tenant,
                () -> records.create(types.require("organisation"), Map.of("name", "Secreta"))
                        .id());
        UUID ana = make("organisation", secret);
        User berta = newUser(tenant, "berta", Roles.ADMIN);
        as(tenant, () -> {
            closed.close(types.require("organisation"), secret, List.of());
            return true;
        });
        String token = as(tenant, berta.actor(), () -> tokens.create("prueba", Set.of("*"), 3));
        Api api = at(tenant).bearing(token);
        assertThat(api.get("/api/v1/people/" + ana).text()).doesNotContain(secret.toString());
        assertThat(api.get("/api/v1/people").text()).doesNotContain(secret.toString());
        assertThat(api.get("/api/v1/people?filter=organisation==" + secret).text())
                .as("nor by asking who links to it")
                .doesNotContain(ana.toString());
        Query others = Query.ALL.with(Filter.test("organisation", Filter.Operator.IS_NOT, secret.toString()));
        RecordType<?> people = types.require("person");
        assertThat(as(tenant, berta.actor(), () -> records.ids(people, others, 10)))
                .contains(ana);
        assertThat(as(tenant, () -> records.ids(people, others, 10)))
                .as("who knows it is told the truth")
                .doesNotContain(ana);
    }

    @Test
    void aLookThroughSomebodysEyesMakesNoToken() {
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        assertThatThrownBy(() ->
                        as(tenant, lena.actor().viewedBy(owner(tenant)), () -> tokens.create("prueba", Set.of("*"), 3)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void anAdministratorHandsOutNoRightToReadWhatIsClosed() {
        User berta = newUser(tenant, "berta", Roles.ADMIN);
        String auditor = as(tenant, () -> {
            String role = roles.copy(Roles.READER, "Auditora");
            roles.save(role, roles.rights(role).with(SpecialRight.READ_CLOSED, true));
            return role;
        });
        assertThatThrownBy(() -> as(
                        tenant,
                        berta.actor(),
                        () -> teams.save(null, "Auditoría", null, List.of(berta.id()), List.of(auditor))))
                .isInstanceOf(RightsRefused.class);
        assertThatThrownBy(() -> as(tenant, berta.actor(), () -> {
                    staff.setRole(newUser(tenant, "lena", Roles.MEMBER).id(), auditor);
                    return true;
                }))
                .isInstanceOf(StaffRefusal.class);
        assertThat(as(tenant, () -> teams.save(null, "Auditoría", null, List.of(berta.id()), List.of(auditor))))
                .isNotNull();
    }
}
