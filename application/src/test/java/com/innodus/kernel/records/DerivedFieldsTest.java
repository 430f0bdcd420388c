package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.records.Derivation.Aggregate;
import com.innodus.kernel.records.Derivation.Formula;
import com.innodus.kernel.records.Derivation.RollUp;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.support.Race;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class DerivedFieldsTest extends Server {
    private static final String PERSON = "person";
    private static final String ORGANISATION = "organisation";

    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    FieldRights fieldRights;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    Formulas formulas;

    @Autowired
    Merges merges;

    @Autowired
    FieldConversion conversion;

    @Autowired
    DerivedRefresh refresh;

    @Autowired
    TenantRoles roles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private Tenant tenant;

    @BeforeEach
    void begin() {
        tenant = newTenant();
    }

    private FieldDefinition add(String type, FieldType kind, String label) {
        return as(tenant, () -> fields.add(FieldDefinition.blank(type, kind, label), List.of()));
    }

    private FieldDefinition formula(String type, FieldType kind, String label, String text) {
        return as(
                tenant,
                () -> fields.add(
                        FieldDefinition.blank(type, kind, label).derivedFrom(new Formula(text, false)), List.of()));
    }

    private FieldDefinition rollUp(String label, Aggregate aggregate, String measured, Filter filter) {
        return as(
                tenant,
                () -> fields.add(
                        FieldDefinition.blank(ORGANISATION, new FieldType.Whole(), label)
                                .derivedFrom(new RollUp(PERSON, ORGANISATION, aggregate, measured, filter, false)),
                        List.of()));
    }

    private UUID make(String type, Object... values) {
        return as(
                tenant,
                () -> records.create(types.require(type), values(values)).id());
    }

    private void change(String type, UUID id, Object... values) {
        as(tenant, () -> records.change(types.require(type), id, values(values), WriteContext.SINGLE));
    }

    private static Map<String, @Nullable Object> values(Object... pairs) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    private @Nullable Object read(String type, UUID id, FieldDefinition field) {
        return as(tenant, () -> value(types.require(type), id, field.key()));
    }

    private <E extends BaseRecord> @Nullable Object value(RecordType<E> type, UUID id, String key) {
        return type.require(key).get(records.get(type, id));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void aFormulaIsComputedWithEachWriteAndCanBeSortedFilteredAndFound() {
        FieldDefinition hours = add(PERSON, new FieldType.Decimal(2), "Horas");
        FieldDefinition pay = formula(PERSON, new FieldType.Decimal(2), "Paga", "round(x_horas * 12.345, 1)");
        FieldDefinition note =
                formula(PERSON, new FieldType.Text(500), "Nota", "if(x_paga > 100, 'mucho', 'poco') & ' ' & lastName");
        UUID ana = make(PERSON, "firstName", "Ana", "lastName", "Gil", hours.key(), number("10"));
        UUID bea = make(PERSON, "firstName", "Bea", "lastName", "Sanz", hours.key(), number("2"));

        assertThat(read(PERSON, ana, pay)).isEqualTo(number("123.50"));
        assertThat(read(PERSON, ana, note)).isEqualTo("mucho Gil");
        change(PERSON, bea, hours.key(), number("20"));
        assertThat(read(PERSON, bea, pay)).isEqualTo(number("246.90"));
        assertThat(read(PERSON, bea, note)).isEqualTo("mucho Sanz");
        change(PERSON, bea, hours.key(), null);
        assertThat(read(PERSON, bea, pay)).isNull();
        assertThat(read(PERSON, bea, note)).isEqualTo("poco Sanz");

        assertThat(as(
                        tenant,
                        () -> records.ids(
                                types.require(PERSON),
                                new Query(
                                        Filter.test(pay.key(), Operator.GREATER, "100"),
                                        "",
                                        List.of(new Query.Sort(pay.key(), false))),
                                10)))
                .containsExactly(ana);
    }

    @Test
    void nobodyWritesADerivedField() {
        FieldDefinition field = formula(PERSON, new FieldType.Text(500), "Saludo", "'Hola, ' & firstName");
        assertThatThrownBy(() -> make(PERSON, "firstName", "Ana", field.key(), "Adiós"))
                .isInstanceOf(InvalidRecord.class);
        assertThat(as(tenant, () -> types.require(PERSON).require(field.key()).isWritable()))
                .isFalse();
    }

    @Test
    void aNewFormulaIsComputedForWhatIsThereAndAnewWhenItChanges() {
        UUID ana = make(PERSON, "firstName", "Ana");
        FieldDefinition field = formula(PERSON, new FieldType.Text(500), "Saludo", "'Hola, ' & firstName");
        assertThat(read(PERSON, ana, field)).isEqualTo("Hola, Ana");
        as(tenant, () -> {
            fields.change(field.derivedFrom(new Formula("'Adiós, ' & firstName", false)));
            return null;
        });
        assertThat(read(PERSON, ana, field)).isEqualTo("Adiós, Ana");
    }

    @Test
    void aFormulaFollowsTheRecordThatItLinksTo() {
        FieldDefinition field = formula(
                PERSON,
                new FieldType.Text(500),
                "Sitio",
                "organisation & ' (' & coalesce(organisation.city, '?') & ')'");
        UUID firm = make(ORGANISATION, "name", "Gráficas Duero", "city", "Soria");
        UUID ana = make(PERSON, "firstName", "Ana", "organisation", firm);
        assertThat(read(PERSON, ana, field)).isEqualTo("Gráficas Duero (Soria)");
        change(ORGANISATION, firm, "city", "Zamora");
        assertThat(read(PERSON, ana, field)).isEqualTo("Gráficas Duero (Zamora)");
        change(ORGANISATION, firm, "name", "Duero");
        assertThat(read(PERSON, ana, field)).isEqualTo("Duero (Zamora)");
        as(tenant, () -> records.delete(types.require(ORGANISATION), List.of(firm), WriteContext.SINGLE));
        assertThat(read(PERSON, ana, field)).isEqualTo("(?)");
        as(tenant, () -> records.restore(types.require(ORGANISATION), List.of(firm)));
        assertThat(read(PERSON, ana, field)).isEqualTo("Duero (Zamora)");
    }

    @Test
    void aRollUpFollowsEachWayInWhichRecordsComeAndGo() {
        FieldDefinition hours = add(PERSON, new FieldType.Decimal(2), "Horas");
        UUID firm = make(ORGANISATION, "name", "Duero");
        UUID other = make(ORGANISATION, "name", "Brotes");
        UUID before = make(PERSON, "firstName", "Eva", "organisation", firm, hours.key(), number("1"));
        Filter many = Filter.test(hours.key(), Operator.AT_LEAST, "5");
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        FieldDefinition busy = rollUp("Ocupadas", Aggregate.COUNT, "", many);
        FieldDefinition sum = rollUp("Horas en total", Aggregate.SUM, hours.key(), Filter.NONE);
        FieldDefinition mean = rollUp("Horas de media", Aggregate.AVERAGE, hours.key(), Filter.NONE);
        FieldDefinition born = rollUp("Mayor", Aggregate.MIN, "birthDate", Filter.NONE);
        FieldDefinition last = rollUp("Última ciudad", Aggregate.LATEST, "city", Filter.NONE);
        assertThat(read(ORGANISATION, firm, count)).as("what was there").isEqualTo(1);
        assertThat(read(ORGANISATION, other, sum)).isEqualTo(number("0.00"));

        UUID ana = make(
                PERSON,
                "firstName",
                "Ana",
                "organisation",
                firm,
                hours.key(),
                number("10"),
                "birthDate",
                LocalDate.of(1980, 5, 1),
                "city",
                "Soria");
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(2);
        assertThat(read(ORGANISATION, firm, busy)).isEqualTo(1);
        assertThat(read(ORGANISATION, firm, sum)).isEqualTo(number("11.00"));
        assertThat(read(ORGANISATION, firm, mean)).isEqualTo(number("5.50"));
        assertThat(read(ORGANISATION, firm, born)).isEqualTo(LocalDate.of(1980, 5, 1));
        assertThat(read(ORGANISATION, firm, last)).isEqualTo("Soria");

        change(PERSON, before, hours.key(), number("8"));
        assertThat(read(ORGANISATION, firm, busy)).isEqualTo(2);
        assertThat(read(ORGANISATION, firm, sum)).isEqualTo(number("18.00"));

        change(PERSON, ana, "organisation", other);
        assertThat(read(ORGANISATION, firm, sum)).isEqualTo(number("8.00"));
        assertThat(read(ORGANISATION, other, sum)).isEqualTo(number("10.00"));
        assertThat(read(ORGANISATION, firm, born)).isNull();

        as(tenant, () -> records.delete(types.require(PERSON), List.of(ana, before), WriteContext.SINGLE));
        assertThat(read(ORGANISATION, other, count)).isEqualTo(0);
        assertThat(read(ORGANISATION, other, mean)).isNull();
        as(tenant, () -> records.restore(types.require(PERSON), List.of(ana)));
        assertThat(read(ORGANISATION, other, count)).isEqualTo(1);
    }

    @Test
    void manyAtOnceAndTheirUndoAreRolledUp() {
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        UUID firm = make(ORGANISATION, "name", "Duero");
        WriteContext batch = WriteContext.newBatch();
        List<Records.Entry> entries = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> new Records.Entry(null, values("firstName", "P" + i, "organisation", firm)))
                .toList();
        as(tenant, () -> records.writeAll(types.require(PERSON), entries, batch));
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(30);
        as(tenant, () -> records.undo(batch.batch()));
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(0);
    }

    @Test
    void formulasFollowRollUpsAndTheOtherWayRound() {
        FieldDefinition hours = add(PERSON, new FieldType.Decimal(2), "Horas");
        FieldDefinition pay = formula(PERSON, new FieldType.Decimal(2), "Paga", "x_horas * 10");
        FieldDefinition total = rollUp("Nómina", Aggregate.SUM, pay.key(), Filter.NONE);
        FieldDefinition taxed = formula(ORGANISATION, new FieldType.Decimal(2), "Con cuota", "x_nomina * 1.3");
        UUID firm = make(ORGANISATION, "name", "Duero");
        UUID ana = make(PERSON, "firstName", "Ana", "organisation", firm, hours.key(), number("2"));
        assertThat(read(ORGANISATION, firm, total)).isEqualTo(number("20.00"));
        assertThat(read(ORGANISATION, firm, taxed)).isEqualTo(number("26.00"));
        change(PERSON, ana, hours.key(), number("3"));
        assertThat(read(ORGANISATION, firm, taxed)).isEqualTo(number("39.00"));
    }

    @Test
    void twoWhoWriteAtOnceBothCount() throws Exception {
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        UUID firm = make(ORGANISATION, "name", "Duero");
        Future<UUID> second = as(
                tenant,
                () -> new Race(jdbc, transactions)
                        .run(
                                () -> make(PERSON, "firstName", "Una", "organisation", firm),
                                () -> make(PERSON, "firstName", "Otra", "organisation", firm)));
        second.get(30, TimeUnit.SECONDS);
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(2);
    }

    @Test
    void circlesAreRefusedWithTheirPath() {
        FieldDefinition a = formula(PERSON, new FieldType.Text(500), "Uno", "firstName");
        FieldDefinition b = formula(PERSON, new FieldType.Text(500), "Dos", "x_uno & '!'");
        assertThatThrownBy(() -> as(tenant, () -> {
                    fields.change(a.derivedFrom(new Formula("x_dos", false)));
                    return null;
                }))
                .isInstanceOfSatisfying(InvalidRecord.class, refused -> {
                    Problem problem = refused.problems().getFirst();
                    assertThat(problem.message()).isEqualTo("fields.derivation.circle");
                    assertThat(problem.arguments().getFirst()).isEqualTo("Uno → Dos → Uno");
                });
        assertThatThrownBy(() -> as(tenant, () -> {
                    fields.archive(a.id());
                    return null;
                }))
                .as("another follows from it")
                .isInstanceOf(InvalidRecord.class);
        UUID ana = make(PERSON, "firstName", "Ana");
        assertThat(read(PERSON, ana, b)).isEqualTo("Ana!");
    }

    @Test
    void whatMakesNoSenseIsSaidBesideTheField() {
        assertThatThrownBy(() -> formula(PERSON, new FieldType.Text(500), "Mal", "upper(nada)"))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems().getFirst())
                                .isEqualTo(
                                        new Problem("derivation", "formula.error.unknown-name", List.of("7", "nada"))));
        assertThatThrownBy(() -> formula(PERSON, new FieldType.Day(), "Mal", "firstName"))
                .isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> rollUp("Mal", Aggregate.SUM, "firstName", Filter.NONE))
                .isInstanceOf(InvalidRecord.class);
        assertThat(as(
                        tenant,
                        () -> formulas.tryOut(types.require(PERSON), "1 + 1", null, make(PERSON, "firstName", "Ana"))
                                .value()))
                .isEqualTo(number("2.00"));
    }

    @Test
    void whoMayNotReadWhatAValueFollowsFromDoesNotKnowTheValue() {
        FieldDefinition hours = add(PERSON, new FieldType.Decimal(2), "Horas");
        FieldDefinition pay = formula(PERSON, new FieldType.Decimal(2), "Paga", "x_horas * 10");
        FieldDefinition twice = formula(PERSON, new FieldType.Decimal(2), "Doble", "x_paga * 2");
        FieldDefinition place = formula(PERSON, new FieldType.Text(500), "Sitio", "organisation.city");
        FieldDefinition total = rollUp("Nómina", Aggregate.SUM, pay.key(), Filter.NONE);
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        UUID firm = make(ORGANISATION, "name", "Duero", "city", "Soria");
        UUID ana = make(PERSON, "firstName", "Ana", "organisation", firm, hours.key(), number("2"));
        Actor reader = newUser(tenant, "Lea", Roles.READER).actor();
        assertThat(seen(reader, PERSON)).contains(pay.key(), twice.key(), place.key());
        assertThat(seen(reader, ORGANISATION)).contains(total.key(), count.key());

        as(tenant, () -> {
            roles.save(
                    Roles.READER, roles.rights(Roles.READER).with(new FieldOf(PERSON, hours.key()), FieldRight.NONE));
            return null;
        });
        assertThat(seen(reader, PERSON)).contains(place.key()).doesNotContain(pay.key(), twice.key());
        assertThat(seen(reader, ORGANISATION)).contains(count.key()).doesNotContain(total.key());
        assertThat(as(tenant, reader, () -> fieldValue(types.require(PERSON), ana, twice.key())))
                .isNull();
        assertThatThrownBy(() -> as(
                        tenant,
                        reader,
                        () -> records.ids(
                                types.require(PERSON),
                                new Query(Filter.test(pay.key(), Operator.GREATER, "0"), "", List.of()),
                                10)))
                .isInstanceOf(InvalidFilter.class);

        as(tenant, () -> {
            roles.save(Roles.READER, roles.rights(Roles.READER).with(new Grant(PERSON, Operation.READ), Scope.OWN));
            return null;
        });
        assertThat(seen(reader, ORGANISATION)).as("not all people").doesNotContain(count.key());
        as(tenant, () -> {
            fields.change(count.derivedFrom(new RollUp(PERSON, ORGANISATION, Aggregate.COUNT, "", Filter.NONE, true)));
            return null;
        });
        assertThat(seen(reader, ORGANISATION)).as("the administrator says so").contains(count.key());
    }

    private List<String> seen(Actor actor, String type) {
        return as(
                tenant,
                actor,
                () -> fieldRights.seen(types.require(type)).fields().stream()
                        .map(Field::key)
                        .toList());
    }

    private <E extends BaseRecord> @Nullable Object fieldValue(RecordType<E> type, UUID id, String key) {
        return type.require(key).get(records.get(type, id));
    }

    @Test
    void aRollUpTellsNothingOfClosedRecords() {
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        FieldDefinition place = formula(PERSON, new FieldType.Text(500), "Sitio", "organisation.city");
        UUID firm = make(ORGANISATION, "name", "Duero", "city", "Soria");
        UUID ana = make(PERSON, "firstName", "Ana", "organisation", firm);
        close(PERSON, ana);
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(0);
        close(ORGANISATION, firm);
        assertThat(read(PERSON, ana, place)).isNull();
        as(tenant, () -> {
            closed.open(types.require(PERSON), ana);
            return null;
        });
        assertThat(read(ORGANISATION, firm, count)).isEqualTo(1);
    }

    private void close(String type, UUID id) {
        as(tenant, () -> {
            closed.close(types.require(type), id, List.of());
            return null;
        });
    }

    @Test
    void aMergeTakesWhatLinkedToTheOthersAlong() {
        FieldDefinition count = rollUp("Personas", Aggregate.COUNT, "", Filter.NONE);
        FieldDefinition place = formula(PERSON, new FieldType.Text(500), "Sitio", "organisation.city");
        UUID kept = make(ORGANISATION, "name", "Duero", "city", "Soria");
        UUID other = make(ORGANISATION, "name", "Duero, S. L.", "city", "Burgos");
        UUID ana = make(PERSON, "firstName", "Ana", "organisation", other);
        as(tenant, () -> merges.merge(types.require(ORGANISATION), kept, List.of(other), Map.of()));
        assertThat(read(ORGANISATION, kept, count)).isEqualTo(1);
        assertThat(read(PERSON, ana, place)).isEqualTo("Soria");
    }

    @Test
    void whatCannotBeComputedAnyMoreIsEmpty() {
        FieldDefinition hours = add(PERSON, new FieldType.Decimal(2), "Horas");
        FieldDefinition pay = formula(PERSON, new FieldType.Decimal(2), "Paga", "x_horas * 10");
        UUID ana = make(PERSON, "firstName", "Ana", hours.key(), number("2"));
        as(tenant, () -> conversion.apply(hours.id(), new FieldType.Text(500), String::valueOf));
        sweep();
        assertThat(as(tenant, () -> formulas.isSound(pay))).isFalse();
        assertThat(read(PERSON, ana, pay)).isNull();
    }

    @Test
    void aFormulaOfTodayIsComputedOnceADay() {
        FieldDefinition field =
                formula(PERSON, new FieldType.Whole(), "Edad en días", "days_between(birthDate, today())");
        UUID ana = make(PERSON, "firstName", "Ana", "birthDate", LocalDate.now().minusDays(7));
        assertThat((Integer) read(PERSON, ana, field)).isBetween(6, 8);
        sweep();
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status -> {
                    // a day passes
                    jdbc.sql("update derived_day set day = date '2020-01-01'").update();
                    jdbc.sql("update person set extra = jsonb_set(extra, array[?], '3')")
                            .param(field.key())
                            .update();
                }));
        sweep();
        assertThat((Integer) read(PERSON, ana, field)).isBetween(6, 8);
    }

    private void sweep() {
        TenantScope.run(tenant, refresh::sweep);
    }
}
