package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.support.Race;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class CustomFieldsTest extends Server {
    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    History history;

    @Autowired
    Access access;

    @Autowired
    Clock clock;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private static FieldDefinition person(FieldType type, String label) {
        return FieldDefinition.blank("person", type, label);
    }

    private FieldDefinition add(Tenant tenant, FieldDefinition field) {
        return as(tenant, () -> fields.add(field, List.of()));
    }

    private UUID make(Tenant tenant, Object... values) {
        return as(
                tenant,
                () -> records.create(types.require("person"), values(values)).id());
    }

    private static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        values.putIfAbsent("firstName", "Ana");
        return values;
    }

    private Object read(Tenant tenant, UUID id, String key) {
        return as(tenant, () -> value(types.require("person"), id, key));
    }

    private <E extends BaseRecord> Object value(RecordType<E> type, UUID id, String key) {
        return type.require(key).get(records.get(type, id));
    }

    private void change(Tenant tenant, UUID id, Object... values) {
        Map<String, Object> changes = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            changes.put((String) values[i], values[i + 1]);
        }
        as(tenant, () -> records.change(types.require("person"), id, changes, WriteContext.SINGLE));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed, String... problem) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field, Problem::message)
                                .containsExactly(tuple(problem[0], problem[1])));
    }

    private List<UUID> found(Tenant tenant, String key, Operator operator, String... operands) {
        return as(
                tenant,
                () -> records.ids(
                        types.require("person"), new Query(Filter.test(key, operator, operands), "", List.of()), 100));
    }

    @Test
    void aFieldIsThereAtOnceAndOnlyForItsTenant() {
        Tenant ours = newTenant();
        Tenant theirs = newTenant();

        FieldDefinition field = add(ours, person(new FieldType.Text(500), "Talla de camiseta"));

        assertThat(field.key()).isEqualTo("x_talla_de_camiseta");
        UUID id = make(ours, field.key(), " XL ");
        assertThat(read(ours, id, field.key())).isEqualTo("XL");
        as(theirs, () -> {
            assertThat(types.require("person").field(field.key())).isEmpty();
            assertThat(fields.of(types.require("person"))).isEmpty();
            assertThatThrownBy(() -> fields.change(field)).isInstanceOf(RecordNotFound.class);
            fields.archive(field.id());
            return null;
        });
        assertRefused(() -> make(theirs, field.key(), "XL"), "", "error.unknown-field");
        assertThat(read(ours, id, field.key())).isEqualTo("XL");
    }

    @Test
    void theDeclaredTypeWritesTheTenantsFieldsToo() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Whole(), "Puntos"));
        RecordType<?> declared = types.require("person");

        UUID id = as(
                tenant, () -> records.create(declared, values(field.key(), 7)).id());

        assertThat(declared.field(field.key())).isEmpty();
        assertThat(read(tenant, id, field.key())).isEqualTo(7);
    }

    @Test
    void onlyAdministratorsMakeThem() {
        Tenant tenant = newTenant();
        for (String role : List.of(Roles.MEMBER, Roles.READER)) {
            var actor = newUser(tenant, role, role).actor();
            as(tenant, actor, () -> {
                assertThatThrownBy(() -> fields.add(person(new FieldType.Whole(), "Puntos"), List.of()))
                        .isInstanceOf(Forbidden.class);
                assertThatThrownBy(() -> fields.of(types.require("person"))).isInstanceOf(Forbidden.class);
                assertThatThrownBy(() -> fields.archive(UUID.randomUUID())).isInstanceOf(Forbidden.class);
                assertThatThrownBy(() -> fields.order(types.require("person"), List.of()))
                        .isInstanceOf(Forbidden.class);
                return null;
            });
        }
    }

    @Test
    void saysWhatIsWrongWithADefinition() {
        Tenant tenant = newTenant();
        add(tenant, person(new FieldType.Whole(), "Puntos"));

        assertRefused(() -> add(tenant, person(new FieldType.Whole(), "  ")), "label", "error.required");
        assertRefused(() -> add(tenant, person(new FieldType.Whole(), "PUNTOS")), "label", "fields.label.taken");
        assertRefused(() -> add(tenant, person(new FieldType.Whole(), "apellidos")), "label", "fields.label.taken");
        assertRefused(() -> add(tenant, person(new FieldType.Whole(), "x".repeat(81))), "label", "error.too-long");
        assertRefused(() -> add(tenant, person(new FieldType.Link("nothing"), "Lío")), "type", "error.invalid");
        assertRefused(() -> add(tenant, person(new FieldType.Choice("nothing"), "Lío")), "options", "error.required");
        assertThatThrownBy(() -> add(tenant, FieldDefinition.blank("attribute", new FieldType.Whole(), "Lío")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostileNamesMakeHarmlessKeys() {
        Tenant tenant = newTenant();

        FieldDefinition quote = add(tenant, person(new FieldType.Whole(), "a' ->> 'b'); drop table person; --"));
        FieldDefinition signs = add(tenant, person(new FieldType.Whole(), "¿¡«»!?"));
        FieldDefinition twin = add(tenant, person(new FieldType.Whole(), "???"));

        assertThat(List.of(quote.key(), signs.key(), twin.key()))
                .allMatch(FieldDefinition::isKey)
                .doesNotHaveDuplicates();
        UUID id = make(tenant, quote.key(), 1);
        assertThat(found(tenant, quote.key(), Operator.IS, "1")).containsExactly(id);
    }

    @Test
    void hostileValuesOfEachKindAreRefusedAndNeverStored() {
        Tenant tenant = newTenant();
        Map<FieldType, Object> hostile = Map.of(
                new FieldType.Whole(),
                "7",
                new FieldType.Decimal(2),
                new BigDecimal("1e999999999"),
                new FieldType.Percent(),
                new BigDecimal("1e-999999999"),
                new FieldType.Rating(5),
                6,
                new FieldType.Span(),
                Duration.ofDays(-1),
                new FieldType.Iban(),
                "ES9121000418450200051333",
                new FieldType.Price(),
                new Money(BigDecimal.ONE, "XX'"),
                new FieldType.Day(),
                LocalDate.of(-5, 1, 1),
                new FieldType.Moment(),
                Instant.MAX.minusSeconds(1),
                new FieldType.Link("organisation"),
                UUID.randomUUID());
        hostile.forEach((type, value) -> {
            FieldDefinition field = add(tenant, person(type, "Campo " + FieldKinds.kind(type)));
            assertThatThrownBy(() -> make(tenant, field.key(), value))
                    .as(FieldKinds.kind(type))
                    .isInstanceOfSatisfying(
                            InvalidRecord.class,
                            refused -> assertThat(refused.problems())
                                    .allMatch(problem -> problem.field().equals(field.key())));
        });
        for (FieldType type : List.of(new FieldType.User(), new FieldType.Choice("sector"))) {
            FieldDefinition field = add(tenant, person(type, "Otro " + FieldKinds.kind(type)));
            assertRefused(() -> make(tenant, field.key(), UUID.randomUUID()), field.key(), "error.unknown-value");
        }
        UUID country = as(tenant, () -> options.offered("country").getFirst().id());
        assertRefused(() -> make(tenant, "x_otro_choice", country), "x_otro_choice", "error.unknown-value");
    }

    @Test
    void nobodyLinksToWhatTheyMayNotRead() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Links("organisation"), "Colaboraciones"));
        UUID foreign = as(
                other,
                () -> records.create(types.require("organisation"), Map.of("name", "Ajena"))
                        .id());
        UUID secret = as(
                tenant,
                () -> records.create(types.require("organisation"), Map.of("name", "Secreta"))
                        .id());
        var berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.OWN);
            return null;
        });

        assertRefused(() -> make(tenant, field.key(), List.of(foreign)), field.key(), "error.unknown-value");
        assertRefused(
                () -> as(
                        tenant,
                        berta,
                        () -> records.create(types.require("person"), values(field.key(), List.of(secret)))),
                field.key(),
                "error.unknown-value");
        UUID id = make(tenant, field.key(), List.of(secret));
        as(tenant, berta, () -> {
            assertThat(linkedTitles(types.require("person"), id)).isEmpty();
            return null;
        });
    }

    private <E extends BaseRecord> Map<UUID, String> linkedTitles(RecordType<E> type, UUID id) {
        return records.linkedTitles(type, List.of(records.get(type, id)));
    }

    @Test
    void conditionsAreEnforcedAtTheGate() {
        Tenant tenant = newTenant();
        FieldDefinition kind = add(tenant, person(new FieldType.Flag(), "Socio"));
        Filter member = Filter.test(kind.key(), Operator.IS, "true");
        FieldDefinition number = person(new FieldType.Text(500), "Número de socio");
        FieldDefinition stored = add(tenant, with(number, true, null, member, null));
        FieldDefinition closed =
                add(tenant, with(person(new FieldType.Whole(), "Cuota"), false, null, Filter.NONE, member));

        assertThat(make(tenant)).as("not a member: nothing is asked").isNotNull();
        assertRefused(() -> make(tenant, stored.key(), "7"), stored.key(), "error.not-asked");
        assertRefused(() -> make(tenant, kind.key(), true), stored.key(), "error.required");
        UUID id = make(tenant, kind.key(), true, stored.key(), "7", closed.key(), 10);
        assertRefused(() -> change(tenant, id, closed.key(), 20), closed.key(), "error.read-only");
        change(tenant, id, kind.key(), false, closed.key(), 20);
        assertThat(read(tenant, id, closed.key())).isEqualTo(20);
        assertThat(read(tenant, id, stored.key())).as("what is hidden is kept").isEqualTo("7");
    }

    private static FieldDefinition with(
            FieldDefinition field, boolean required, Filter requiredWhen, Filter visibleWhen, Filter readOnlyWhen) {
        return new FieldDefinition(
                field.id(),
                field.recordType(),
                field.key(),
                field.type(),
                field.label(),
                null,
                null,
                field.help(),
                field.section(),
                required,
                requiredWhen,
                visibleWhen,
                readOnlyWhen,
                field.unique(),
                field.searchable(),
                field.inList(),
                false,
                field.start(),
                false);
    }

    private static FieldDefinition unique(FieldDefinition field) {
        return new FieldDefinition(
                field.id(),
                field.recordType(),
                field.key(),
                field.type(),
                field.label(),
                null,
                null,
                null,
                "",
                false,
                null,
                Filter.NONE,
                null,
                true,
                false,
                false,
                false,
                null,
                false);
    }

    @Test
    void aGapFromBeforeAFieldWasDemandedHoldsUpNoOtherChange() {
        Tenant tenant = newTenant();
        UUID id = make(tenant);
        FieldDefinition field =
                add(tenant, with(person(new FieldType.Whole(), "Puntos"), true, null, Filter.NONE, null));

        change(tenant, id, "firstName", "Berta");
        change(tenant, id, field.key(), 5);

        assertRefused(() -> change(tenant, id, field.key(), null), field.key(), "error.required");
        assertRefused(() -> make(tenant), field.key(), "error.required");
    }

    @Test
    void noTwoLivingRecordsHaveTheSameUniqueValue() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, unique(person(new FieldType.Text(500), "Carné")));
        UUID first = make(tenant, field.key(), "A-1");

        assertRefused(() -> make(tenant, field.key(), "A-1"), field.key(), "error.taken");
        as(tenant, () -> records.delete(types.require("person"), List.of(first), WriteContext.SINGLE));
        make(tenant, field.key(), "A-1");
        assertThat(as(tenant, () -> {
                    try {
                        return records.restore(types.require("person"), List.of(first));
                    } catch (InvalidRecord taken) {
                        return -1;
                    }
                }))
                .isEqualTo(-1);
    }

    @Test
    void twoWhoWantTheSameUniqueValueAtOnceDoNotBothGetIt() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, unique(person(new FieldType.Text(500), "Carné")));

        Future<UUID> second = as(
                tenant,
                () -> new Race(jdbc, transactions)
                        .run(() -> make(tenant, field.key(), "A-1"), () -> make(tenant, field.key(), "A-1")));

        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InvalidRecord.class)
                .hasMessageContaining("error.taken");
        assertThat(found(tenant, field.key(), Operator.IS, "A-1")).hasSize(1);
    }

    @Test
    void twinsForbidToMakeAFieldUnique() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Text(500), "Carné"));
        make(tenant, field.key(), "A-1");
        make(tenant, field.key(), "A-1");

        assertRefused(
                () -> as(tenant, () -> {
                    fields.change(unique(field));
                    return null;
                }),
                "unique",
                "fields.unique.twins");
    }

    @Test
    void numbersAreGivenInARowAndNotByPeople() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Autonumber("EXP-"), "Expediente"));

        UUID first = make(tenant);
        UUID second = make(tenant);

        assertThat(read(tenant, first, field.key())).isEqualTo("EXP-00001");
        assertThat(read(tenant, second, field.key())).isEqualTo("EXP-00002");
        assertRefused(() -> make(tenant, field.key(), "EXP-00001"), "", "error.unknown-field");
    }

    @Test
    void numbersBeginAnewWithTheYearWhereTheySayIt() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Autonumber("F{yy}/{000}-A"), "Factura"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), Predicates.ZONE);
        String year = "%02d".formatted(today.getYear() % 100);
        make(tenant);
        assertThat(read(tenant, make(tenant), field.key())).isEqualTo("F" + year + "/002-A");

        // as if all of them were of last year
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status -> jdbc.sql("update field_number set key = ?")
                        .param(field.key() + "/" + (today.getYear() - 1))
                        .update()));
        assertThat(read(tenant, make(tenant), field.key())).isEqualTo("F" + year + "/001-A");
    }

    @Test
    void newRecordsBeginWithWhatTheFieldStartsWith() {
        Tenant tenant = newTenant();
        FieldDefinition blank = person(new FieldType.Whole(), "Puntos");
        FieldDefinition field = add(
                tenant,
                new FieldDefinition(
                        blank.id(),
                        "person",
                        blank.key(),
                        blank.type(),
                        "Puntos",
                        null,
                        null,
                        null,
                        "",
                        false,
                        null,
                        Filter.NONE,
                        null,
                        false,
                        false,
                        false,
                        false,
                        100,
                        false));

        assertThat(read(tenant, make(tenant), field.key())).isEqualTo(100);
        assertThat(read(tenant, make(tenant, field.key(), null), field.key())).isNull();
    }

    @Test
    void anArchivedFieldIsNowhereAndComesBackWithItsValues() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Whole(), "Puntos"));
        UUID id = make(tenant, field.key(), 5);

        as(tenant, () -> {
            fields.archive(field.id());
            return null;
        });
        assertThat(as(tenant, () -> types.require("person").field(field.key()))).isEmpty();
        assertThat(as(
                        tenant,
                        () -> records.fits(types.require("person"), Filter.test(field.key(), Operator.NOT_EMPTY))))
                .isFalse();
        change(tenant, id, "firstName", "Berta");
        FieldDefinition successor = add(tenant, person(new FieldType.Text(500), "Puntos"));
        assertThat(successor.key()).isNotEqualTo(field.key());
        as(tenant, () -> {
            fields.archive(successor.id());
            fields.restore(field.id());
            return null;
        });

        assertThat(read(tenant, id, field.key())).isEqualTo(5);
    }

    @Test
    void wordsAreFoundFromWhenAFieldIsSearchableUntilItIsArchived() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Text(500), "Apodo"));
        UUID id = make(tenant, field.key(), "Peluso");
        assertThat(search(tenant, "peluso")).isEmpty();

        FieldDefinition searchable = new FieldDefinition(
                field.id(),
                "person",
                field.key(),
                field.type(),
                "Apodo",
                null,
                null,
                null,
                "",
                false,
                null,
                Filter.NONE,
                null,
                false,
                true,
                false,
                false,
                null,
                false);
        as(tenant, () -> {
            fields.change(searchable);
            return null;
        });
        assertThat(search(tenant, "peluso")).containsExactly(id);
        as(tenant, () -> {
            fields.archive(field.id());
            return null;
        });
        assertThat(search(tenant, "peluso")).isEmpty();
        as(tenant, () -> {
            fields.restore(field.id());
            return null;
        });
        assertThat(search(tenant, "peluso")).containsExactly(id);
    }

    private List<UUID> search(Tenant tenant, String words) {
        return as(tenant, () -> records.ids(types.require("person"), new Query(Filter.NONE, words, List.of()), 10));
    }

    @Test
    void conditionsHoldInAFormAsTheyDoInTheDatabase() {
        Tenant tenant = newTenant();
        Map<String, FieldType> kinds = Map.of(
                "x_texto", new FieldType.Text(500),
                "x_entero", new FieldType.Whole(),
                "x_precio", new FieldType.Price(),
                "x_tiempo", new FieldType.Span(),
                "x_dia", new FieldType.Day(),
                "x_momento", new FieldType.Moment(),
                "x_si", new FieldType.Flag(),
                "x_sectores", new FieldType.Choices("sector"));
        kinds.forEach((key, type) -> add(tenant, person(type, key.substring(2))));
        UUID sector = as(tenant, () -> options.offered("sector").getFirst().id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), Predicates.ZONE);
        UUID empty = make(tenant);
        UUID full = make(
                tenant,
                "x_texto",
                "Ágora 50%",
                "x_entero",
                10,
                "x_precio",
                new Money(new BigDecimal("12.50"), "USD"),
                "x_tiempo",
                Duration.ofMinutes(90),
                "x_dia",
                today.minusDays(3),
                "x_momento",
                today.minusDays(3).atTime(12, 0).atZone(Predicates.ZONE).toInstant(),
                "x_si",
                true,
                "x_sectores",
                List.of(sector));
        List<Filter> filters = new ArrayList<>();
        for (String key : kinds.keySet()) {
            filters.add(Filter.test(key, Operator.EMPTY));
            filters.add(Filter.test(key, Operator.NOT_EMPTY));
        }
        filters.removeIf(
                filter -> filter instanceof Filter.Test test && test.field().equals("x_si"));
        for (Operator operator :
                List.of(Operator.IS, Operator.LESS, Operator.AT_MOST, Operator.AT_LEAST, Operator.GREATER)) {
            for (String operand : List.of("9", "10", "11", "12.5", "90")) {
                filters.add(Filter.test("x_precio", operator, operand));
                if (!operand.contains(".")) {
                    filters.add(Filter.test("x_entero", operator, operand));
                    filters.add(Filter.test("x_tiempo", operator, operand));
                }
            }
            for (int days = 2; days <= 4; days++) {
                filters.add(Filter.test("x_dia", operator, today.minusDays(days).toString()));
                filters.add(
                        Filter.test("x_momento", operator, today.minusDays(days).toString()));
            }
        }
        for (String word : List.of("ágora", "50%", "x")) {
            for (Operator operator : List.of(Operator.CONTAINS, Operator.STARTS, Operator.IS, Operator.IS_NOT)) {
                filters.add(Filter.test("x_texto", operator, word));
            }
        }
        for (Operator operator : List.of(Operator.LAST_DAYS, Operator.NEXT_DAYS)) {
            for (String days : List.of("0", "2", "3", "4")) {
                filters.add(Filter.test("x_dia", operator, days));
            }
            filters.add(Filter.test("x_momento", operator, "2"));
            filters.add(Filter.test("x_momento", operator, "4"));
        }
        filters.add(Filter.test("x_si", Operator.IS, "true"));
        filters.add(Filter.test("x_si", Operator.IS, "false"));
        filters.add(Filter.test("x_sectores", Operator.IN, sector.toString()));
        filters.add(Filter.test("x_sectores", Operator.IS_NOT, sector.toString()));
        filters.add(Filter.test("x_sectores", Operator.IN, UUID.randomUUID().toString()));
        filters.addAll(filters.stream().map(Filter.Not::new).toList());

        as(tenant, () -> {
            for (Filter filter : filters) {
                for (UUID id : List.of(empty, full)) {
                    assertThat(holds(types.require("person"), id, filter))
                            .as("%s of the %s one", FilterText.write(filter), id.equals(empty) ? "empty" : "full")
                            .isEqualTo(records.ids(types.require("person"), new Query(filter, "", List.of()), 10)
                                    .contains(id));
                }
            }
            return null;
        });
    }

    private <E extends BaseRecord> boolean holds(RecordType<E> type, UUID id, Filter filter) {
        return FilterMatch.holds(filter, type.values(records.get(type, id)), clock.instant());
    }

    @Test
    void listsSortAndPageByTheTenantsFields() {
        Tenant tenant = newTenant();
        Map<FieldType, List<Object>> ascending = Map.of(
                new FieldType.Whole(), List.of(-5, 3, 20, 100),
                new FieldType.Decimal(2),
                        List.of(
                                new BigDecimal("-1"),
                                new BigDecimal("2"),
                                new BigDecimal("10"),
                                new BigDecimal("10.5")),
                new FieldType.Day(),
                        List.of(LocalDate.of(1812, 3, 19), LocalDate.of(1999, 12, 31), LocalDate.of(2000, 1, 1)),
                new FieldType.Text(500), List.of("Abeto", "Boj", "Cedro"),
                new FieldType.Price(), List.of(new Money(BigDecimal.ONE, "USD"), new Money(BigDecimal.TWO, "EUR")));
        ascending.forEach((type, values) -> {
            FieldDefinition field = add(tenant, person(type, "Campo " + FieldKinds.kind(type)));
            List<UUID> wanted = values.stream()
                    .map(value -> make(tenant, field.key(), value))
                    .toList();
            UUID without = make(tenant);
            as(tenant, () -> {
                for (boolean up : List.of(true, false)) {
                    List<UUID> paged = paged(types.require("person"), new Query.Sort(field.key(), up)).stream()
                            .filter(id -> wanted.contains(id) || id.equals(without))
                            .toList();
                    List<UUID> expected = new ArrayList<>(wanted);
                    expected.add(without);
                    assertThat(paged).as("%s %s", field.key(), up).isEqualTo(up ? expected : expected.reversed());
                }
                return null;
            });
        });
    }

    private <E extends BaseRecord> List<UUID> paged(RecordType<E> type, Query.Sort sort) {
        List<UUID> ids = new ArrayList<>();
        Query query = new Query(Filter.NONE, "", List.of(sort));
        Records.Edge edge = null;
        List<E> page = records.page(type, query, null, 0, 2);
        while (!page.isEmpty()) {
            page.forEach(record -> ids.add(record.getId()));
            edge = records.edge(type, query, page.getLast());
            page = records.page(type, query, edge, 0, 2);
        }
        assertThat(ids).doesNotHaveDuplicates();
        return ids;
    }

    @Test
    void historyTellsWhatChangedAndUndoTakesItBack() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Span(), "Dedicación"));
        UUID id = make(tenant, field.key(), Duration.ofMinutes(30));
        WriteContext batch = WriteContext.newBatch();

        as(
                tenant,
                () -> records.change(types.require("person"), id, Map.of(field.key(), Duration.ofMinutes(90)), batch));

        as(tenant, () -> {
            RecordType<?> type = types.require("person");
            History.FieldChange change =
                    history.of(type, id, 1).getFirst().changes().getFirst();
            assertThat(history.typed(type.require(field.key()), change.before()))
                    .isEqualTo(Duration.ofMinutes(30));
            assertThat(history.typed(type.require(field.key()), change.after())).isEqualTo(Duration.ofMinutes(90));
            assertThat(records.undo(batch.batch())).isOne();
            return null;
        });
        assertThat(read(tenant, id, field.key())).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void searchFindsWhatIsSearchable() {
        Tenant tenant = newTenant();
        FieldDefinition blank = person(new FieldType.Text(500), "Apodo");
        FieldDefinition field = add(
                tenant,
                new FieldDefinition(
                        blank.id(),
                        "person",
                        blank.key(),
                        blank.type(),
                        "Apodo",
                        null,
                        null,
                        null,
                        "",
                        false,
                        null,
                        Filter.NONE,
                        null,
                        false,
                        true,
                        false,
                        false,
                        null,
                        false));
        UUID id = make(tenant, field.key(), "Saltamontes");

        assertThat(as(
                        tenant,
                        () -> records.ids(types.require("person"), new Query(Filter.NONE, "saltamon", List.of()), 10)))
                .containsExactly(id);
    }

    @Test
    void optionsOfANewListAreMadeWithTheField() {
        Tenant tenant = newTenant();

        FieldDefinition field = as(
                tenant,
                () -> fields.add(
                        person(new FieldType.Choice("new"), "Talla"), List.of("Pequeña", "Grande", "Grande ")));

        as(tenant, () -> {
            String list = ((FieldType.Choice) field.type()).list();
            assertThat(options.offered(list)).extracting(Options.Option::label).containsExactly("Pequeña", "Grande");
            UUID small = options.offered(list).getFirst().id();
            return records.create(types.require("person"), values(field.key(), small));
        });
    }

    @Test
    void recordsAreGroupedByTheTenantsChoice() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, person(new FieldType.Choice("sector"), "Ámbito"));
        UUID sector = as(tenant, () -> options.offered("sector").getFirst().id());
        make(tenant, field.key(), sector);
        make(tenant, field.key(), sector);
        make(tenant);

        as(tenant, () -> {
            assertThat(groups(types.require("person"), field.key()))
                    .extracting(Records.Group::value, Records.Group::count)
                    .containsExactly(tuple(sector, 2L), tuple(null, 1L));
            return null;
        });
    }

    private <E extends BaseRecord> List<Records.Group> groups(RecordType<E> type, String key) {
        return records.groups(type, Query.ALL, type.require(key), List.of());
    }

    @Test
    void sectionsAndNamesAreTheTenants() {
        Tenant tenant = newTenant();
        FieldDefinition blank = person(new FieldType.Whole(), "Dorsal");
        add(
                tenant,
                new FieldDefinition(
                        blank.id(),
                        "person",
                        blank.key(),
                        blank.type(),
                        "Dorsal",
                        "Bib number",
                        null,
                        "El de la camiseta",
                        "Carrera popular",
                        false,
                        null,
                        Filter.NONE,
                        null,
                        false,
                        false,
                        false,
                        false,
                        null,
                        false));

        as(tenant, () -> {
            RecordType<?> type = types.require("person");
            assertThat(type.label("x_dorsal", Locale.ENGLISH)).isEqualTo("Bib number");
            assertThat(type.label("x_dorsal", Locale.of("ca"))).isEqualTo("Dorsal");
            assertThat(type.help("x_dorsal", Locale.of("es"))).contains("El de la camiseta");
            assertThat(type.sections().getLast().label(Locale.of("es"))).isEqualTo("Carrera popular");
            return null;
        });
    }

    @Test
    void fiveHundredFieldsCostNoMoreStatements() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            IntStream.range(0, CustomFields.MOST_OF_A_TYPE).forEach(i -> {
                FieldType type = i % 2 == 0 ? new FieldType.Text(500) : new FieldType.Whole();
                fields.add(person(type, "Campo " + i), List.of());
            });
            assertThatThrownBy(() -> fields.add(person(new FieldType.Whole(), "De más"), List.of()))
                    .isInstanceOf(InvalidRecord.class);
            return null;
        });
        Map<String, Object> values = new HashMap<>();
        IntStream.range(0, CustomFields.MOST_OF_A_TYPE)
                .forEach(i -> values.put("x_campo_" + i, i % 2 == 0 ? "Valor " + i : (Object) i));
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);

        make(tenant);
        statistics.clear();
        make(tenant);
        long plain = statistics.getPrepareStatementCount();
        statistics.clear();
        Instant start = Instant.now();
        UUID id = make(
                tenant,
                values.entrySet().stream()
                        .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                        .toArray());

        assertThat(statistics.getPrepareStatementCount()).isEqualTo(plain);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(read(tenant, id, "x_campo_499")).isEqualTo(499);
    }
}
