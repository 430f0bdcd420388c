package com.innodus.kernel.records.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.SavedView.Definition;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.support.Race;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class MergesTest extends Server {
    @Autowired
    Merges merges;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    @Autowired
    CustomFields fields;

    @Autowired
    SavedViews views;

    @Autowired
    ClosedRecords closed;

    @Autowired
    History history;

    @Autowired
    Access access;

    @Autowired
    List<Pointer> pointers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private UUID organisation(Tenant tenant, Map<String, @Nullable Object> values) {
        return as(tenant, () -> records.create(organisations, values).id());
    }

    private UUID organisation(Tenant tenant, String name) {
        return organisation(tenant, Map.of("name", name));
    }

    private UUID person(Tenant tenant, String name, UUID employer) {
        return as(
                tenant,
                () -> records.create(people, Map.of("firstName", name, "organisation", employer))
                        .id());
    }

    private Organisation get(Tenant tenant, UUID id) {
        return as(tenant, () -> records.get(organisations, id));
    }

    private @Nullable UUID employer(Tenant tenant, UUID person) {
        return as(tenant, () -> records.get(people, person)).getOrganisation();
    }

    private UUID merge(Tenant tenant, UUID kept, UUID... others) {
        return as(tenant, () -> merges.merge(organisations, kept, List.of(others), Map.of()));
    }

    /** All rows of the tenant but what tells of changes. */
    private Set<String> rows(Tenant tenant) {
        return as(
                tenant,
                () -> transactions.execute(status -> {
                    Set<String> rows = new TreeSet<>();
                    for (String table : jdbc.sql("""
                                    select table_name from information_schema.tables
                                    where table_schema = current_schema() and table_name not like 'record\\_merge%'
                                        and table_name not in ('record_change', 'flyway_schema_history')
                                    """).query(String.class).list()) {
                        jdbc.sql("select (to_jsonb(t) - 'version' - 'changed_at' - 'changed_by')::text from " + table
                                        + " t")
                                .query(String.class)
                                .list()
                                .forEach(row -> rows.add(table + " " + row));
                    }
                    return rows;
                }));
    }

    @Test
    void whatPointedAtTheOthersPointsAtTheOneThatStaysAndBackAgainToTheLastRow() {
        Tenant tenant = newTenant();
        String partner = as(
                tenant,
                () -> fields.add(
                                FieldDefinition.blank("person", new FieldType.Link("organisation"), "Socio"), List.of())
                        .key());
        String clients = as(
                tenant,
                () -> fields.add(
                                FieldDefinition.blank("person", new FieldType.Links("organisation"), "Clientes"),
                                List.of())
                        .key());
        UUID kept = organisation(tenant, Map.of("name", "Aceites Roca", "city", "Reus"));
        UUID second = organisation(
                tenant,
                Map.of(
                        "name",
                        "Aceites Roca SL",
                        "taxId",
                        "B12345674",
                        "emails",
                        List.of(ContactPoint.work("a@roca.test"))));
        UUID third = organisation(tenant, "ACEITES ROCA");
        UUID branch = organisation(tenant, Map.of("name", "Tienda", "parent", third));
        UUID eva = person(tenant, "Eva", second);
        UUID pau = as(
                tenant,
                () -> records.create(
                                people,
                                Map.of("firstName", "Pau", partner, third, clients, List.of(second, branch, third)))
                        .id());
        as(tenant, () -> comments.add(organisations, second, "Llamar el lunes"));
        as(tenant, () -> attachments.attach(organisations, third, "a.txt", "hola".getBytes(StandardCharsets.UTF_8)));
        UUID view = as(
                tenant,
                () -> views.save(
                                people,
                                "Su gente",
                                Sharing.PRIVATE,
                                Definition.of(
                                        new Query(
                                                Filter.test("organisation", Filter.Operator.IS, second.toString()),
                                                "",
                                                List.of()),
                                        List.of(),
                                        null))
                        .id());
        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "insert into external_id (record_type, external_id, record_id) values ('organisation', 'erp-7', ?)")
                        .param(second)
                        .update()));
        Set<String> before = rows(tenant);

        UUID merge = as(
                tenant,
                () -> merges.merge(
                        organisations,
                        kept,
                        List.of(second, third),
                        Map.of("taxId", "B12345674", "emails", List.of(ContactPoint.work("a@roca.test")))));

        assertThat(get(tenant, kept).getTaxId()).isEqualTo("B12345674");
        assertThat(get(tenant, kept).getCity()).isEqualTo("Reus");
        assertThat(as(tenant, () -> records.ids(organisations, Query.ALL, 10))).containsExactlyInAnyOrder(kept, branch);
        assertThat(employer(tenant, eva)).isEqualTo(kept);
        assertThat(get(tenant, branch).getParent()).isEqualTo(kept);
        assertThat(as(tenant, () -> records.values(people, records.get(people, pau))))
                .containsEntry(partner, kept)
                .containsEntry(clients, List.of(kept, branch));
        assertThat(as(tenant, () -> comments.of(organisations, kept, null, 10))).hasSize(1);
        assertThat(as(tenant, () -> attachments.of(organisations, kept))).hasSize(1);
        assertThat(as(
                        tenant,
                        () -> views.find(people, view)
                                .orElseThrow()
                                .definition()
                                .filter()))
                .contains(kept.toString());
        assertThat(as(tenant, () -> history.of(people, eva, 1))
                        .getFirst()
                        .changes()
                        .getFirst()
                        .after())
                .isEqualTo(kept.toString());
        assertThat(as(tenant, () -> history.of(organisations, kept, 5)))
                .extracting(History.Entry::kind)
                .contains(History.Kind.MERGED);
        assertThat(as(tenant, () -> merges.into(organisations, third))).contains(kept);
        assertThat(as(tenant, () -> records.deleted(organisations, 0, 10))).isEmpty();
        assertThat(as(tenant, () -> records.restore(organisations, List.of(second))))
                .isZero();

        Merges.PartedAgain parted = as(tenant, () -> merges.undo(merge));

        assertThat(parted.fields()).isEmpty();
        assertThat(parted.links()).isZero();
        assertThat(rows(tenant)).isEqualTo(before);
        assertThat(as(tenant, () -> merges.into(organisations, third))).isEmpty();
    }

    @Test
    void takingBackKeepsWhatPeopleDidSinceAndSaysSo() {
        Tenant tenant = newTenant();
        UUID kept = organisation(tenant, Map.of("name", "Molí", "city", "Reus"));
        UUID other = organisation(tenant, Map.of("name", "Molí SA", "city", "Valls", "region", "Tarragona"));
        UUID eva = person(tenant, "Eva", other);
        UUID pau = person(tenant, "Pau", other);
        UUID merge = as(
                tenant,
                () -> merges.merge(
                        organisations, kept, List.of(other), Map.of("city", "Valls", "region", "Tarragona")));
        as(
                tenant,
                () -> records.change(
                        organisations, kept, Map.of("city", "Cambrils", "tradeName", "El Molí"), WriteContext.SINGLE));
        UUID elsewhere = organisation(tenant, "Otra");
        as(tenant, () -> records.change(people, pau, Map.of("organisation", elsewhere), WriteContext.SINGLE));
        as(tenant, () -> comments.add(organisations, kept, "Después"));

        Merges.PartedAgain parted = as(tenant, () -> merges.undo(merge));

        assertThat(parted.fields()).containsExactly("city");
        assertThat(parted.links()).isEqualTo(1);
        assertThat(get(tenant, kept))
                .extracting(Organisation::getCity, Organisation::getRegion, Organisation::getTradeName)
                .containsExactly("Cambrils", null, "El Molí");
        assertThat(get(tenant, other).getCity()).isEqualTo("Valls");
        assertThat(employer(tenant, eva)).isEqualTo(other);
        assertThat(employer(tenant, pau)).isEqualTo(elsewhere);
        assertThat(as(tenant, () -> comments.of(organisations, kept, null, 10))).hasSize(1);
        assertThatThrownBy(() -> as(tenant, () -> merges.undo(merge))).isInstanceOf(InvalidRecord.class);
    }

    @Test
    void takingBackIsRefusedWhenSomebodyElseHasTheUniqueValueNow() {
        Tenant tenant = newTenant();
        UUID kept = organisation(tenant, "Uno");
        UUID other = organisation(tenant, Map.of("name", "Dos", "taxId", "B12345674"));
        UUID merge = merge(tenant, kept, other);
        organisation(tenant, Map.of("name", "Tres", "taxId", "B12345674"));

        assertThatThrownBy(() -> as(tenant, () -> merges.undo(merge))).isInstanceOf(InvalidRecord.class);

        assertThat(as(tenant, () -> merges.into(organisations, other))).contains(kept);
        assertThat(as(tenant, () -> merges.mayUndo(merge))).isTrue();
    }

    @Test
    void aRecordUnderItsOwnDuplicateIsNotUnderItselfAfterwards() {
        Tenant tenant = newTenant();
        UUID above = organisation(tenant, "Arriba");
        UUID below = organisation(tenant, Map.of("name", "Abajo", "parent", above));

        UUID merge = merge(tenant, below, above);

        assertThat(get(tenant, below).getParent()).isNull();
        as(tenant, () -> merges.undo(merge));
        assertThat(get(tenant, below).getParent()).isEqualTo(above);
    }

    @Test
    void oldAddressesLeadOverSeveralMergesAndBackStepByStep() {
        Tenant tenant = newTenant();
        UUID first = organisation(tenant, "A");
        UUID second = organisation(tenant, "B");
        UUID third = organisation(tenant, "C");
        UUID eva = person(tenant, "Eva", first);
        UUID earlier = merge(tenant, second, first);
        UUID later = merge(tenant, third, second);

        assertThat(as(tenant, () -> merges.into(organisations, first))).contains(third);
        assertThat(employer(tenant, eva)).isEqualTo(third);
        assertThatThrownBy(() -> as(tenant, () -> merges.undo(earlier))).isInstanceOf(InvalidRecord.class);
        as(tenant, () -> merges.undo(later));
        as(tenant, () -> merges.undo(earlier));
        assertThat(employer(tenant, eva)).isEqualTo(first);
    }

    @Test
    void twoWhoMergeTheSameInOppositeDirectionsLoseNothing() throws Exception {
        Tenant tenant = newTenant();
        UUID one = organisation(tenant, "Uno");
        UUID two = organisation(tenant, "Dos");
        UUID eva = person(tenant, "Eva", one);
        UUID pau = person(tenant, "Pau", two);

        var slower = as(
                tenant,
                () -> new Race(jdbc, transactions)
                        .run(
                                () -> merges.merge(organisations, one, List.of(two), Map.of()),
                                () -> as(
                                        tenant,
                                        () -> Overtaken.retry(
                                                () -> merges.merge(organisations, two, List.of(one), Map.of())))));

        assertThatThrownBy(() -> slower.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(RecordNotFound.class);
        assertThat(as(tenant, () -> records.ids(organisations, Query.ALL, 10))).containsExactly(one);
        assertThat(employer(tenant, eva)).isEqualTo(one);
        assertThat(employer(tenant, pau)).isEqualTo(one);
    }

    @Test
    void asksForTheRightToEditTheOneAndToDeleteTheOthers() {
        Tenant tenant = newTenant();
        Actor eva = newUser(tenant, "Eva", Roles.MEMBER).actor();
        UUID anas = organisation(tenant, "De Ana");
        UUID evas = as(
                tenant,
                eva,
                () -> records.create(organisations, Map.of("name", "De Eva")).id());
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.EDIT, Scope.ALL);
            access.grant(Roles.MEMBER, "organisation", Operation.DELETE, Scope.OWN);
            return 0;
        });

        assertThatThrownBy(() -> as(tenant, eva, () -> merges.merge(organisations, evas, List.of(anas), Map.of())))
                .isInstanceOf(Forbidden.class);
        UUID merge = as(tenant, eva, () -> merges.merge(organisations, anas, List.of(evas), Map.of()));

        Actor pol = newUser(tenant, "Pol", Roles.MEMBER).actor();
        assertThat(as(tenant, pol, () -> merges.mayUndo(merge))).isFalse();
        assertThatThrownBy(() -> as(tenant, pol, () -> merges.undo(merge))).isInstanceOf(InvalidRecord.class);
        assertThat(as(tenant, () -> merges.mayUndo(merge))).isTrue();
    }

    @Test
    void whatChangedSinceItWasComparedIsNotOverwritten() {
        Tenant tenant = newTenant();
        UUID kept = organisation(tenant, "Ágora");
        UUID other = organisation(tenant, "Agora");
        SideBySide<Organisation> compared = as(tenant, () -> merges.compare(organisations, List.of(kept, other)));
        as(tenant, () -> records.change(organisations, other, Map.of("city", "Vic"), WriteContext.SINGLE));

        assertThatThrownBy(() -> as(tenant, () -> merges.merge(organisations, kept, compared, Map.of())))
                .isInstanceOf(InvalidRecord.class);
        SideBySide<Organisation> again = as(tenant, () -> merges.compare(organisations, List.of(kept, other)));
        as(tenant, () -> merges.merge(organisations, kept, again, Map.of()));
        assertThat(as(tenant, () -> records.find(organisations, other))).isEmpty();
    }

    @Test
    void anotherTenantsRecordsAreNotThere() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID mine = organisation(tenant, "Mía");
        UUID mineToo = organisation(tenant, "También");
        UUID theirs = organisation(other, "Suya");

        assertThatThrownBy(() -> merge(tenant, mine, theirs)).isInstanceOf(RecordNotFound.class);
        assertThatThrownBy(() -> merge(tenant, theirs, mine)).isInstanceOf(RecordNotFound.class);
        UUID merge = merge(tenant, mine, mineToo);
        assertThatThrownBy(() -> as(other, () -> merges.undo(merge))).isInstanceOf(InvalidRecord.class);
        assertThat(as(other, () -> merges.into(organisations, mineToo))).isEmpty();
    }

    @Test
    void whatWasClosedStaysClosed() {
        Tenant tenant = newTenant();
        Actor eva = newUser(tenant, "Eva", Roles.MEMBER).actor();
        UUID open = organisation(tenant, "Abierta");
        UUID shut = organisation(tenant, "Cerrada");
        as(tenant, () -> {
            closed.close(organisations, shut, List.of());
            return 0;
        });
        assertThatThrownBy(() -> as(tenant, eva, () -> merges.compare(organisations, List.of(open, shut))))
                .isInstanceOf(RecordNotFound.class);

        UUID merge = merge(tenant, open, shut);

        assertThat(as(tenant, eva, () -> records.find(organisations, open))).isEmpty();
        assertThat(as(tenant, eva, () -> merges.into(organisations, shut))).isEmpty();
        as(tenant, () -> merges.undo(merge));
        assertThat(as(tenant, eva, () -> records.find(organisations, shut))).isEmpty();
        // its history tells what was closed, so somebody has to decide
        assertThat(as(tenant, eva, () -> records.find(organisations, open))).isEmpty();
        as(tenant, () -> {
            closed.open(organisations, open);
            return 0;
        });
        assertThat(as(tenant, eva, () -> records.find(organisations, open))).isPresent();
    }

    @Test
    void tenThousandRelatedRecordsGoOverAndBackInSeconds() {
        Tenant tenant = newTenant();
        UUID kept = organisation(tenant, "Grande");
        UUID other = organisation(tenant, "Grande SA");
        as(tenant, () -> {
            for (int part = 0; part < 10; part++) {
                records.writeAll(
                        people,
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> new Entry(null, Map.of("firstName", "P" + i, "organisation", other)))
                                .toList(),
                        WriteContext.SINGLE);
            }
            return 0;
        });
        Query employees = new Query(Filter.test("organisation", Filter.Operator.IS, kept.toString()), "", List.of());
        Instant start = Instant.now();

        UUID merge = merge(tenant, kept, other);

        assertThat(as(tenant, () -> records.count(people, employees, 20_000))).isEqualTo(10_000);
        assertThat(as(tenant, () -> merges.undo(merge)).links()).isZero();
        assertThat(as(tenant, () -> records.count(people, employees, 20_000))).isZero();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void proposesWhatIsFilledAndNewestAndListsTogether() {
        Tenant tenant = newTenant();
        UUID older = organisation(
                tenant, Map.of("name", "Vieja", "city", "Vic", "emails", List.of(ContactPoint.work("a@x.test"))));
        UUID newer = organisation(
                tenant, Map.of("name", "Nueva", "region", "Osona", "emails", List.of(ContactPoint.work("b@x.test"))));

        SideBySide<Organisation> sides = as(tenant, () -> merges.compare(organisations, List.of(newer, older)));

        assertThat(sides.records()).extracting(Organisation::getId).containsExactly(older, newer);
        Map<String, Object> proposed = new java.util.HashMap<>();
        sides.rows().forEach(row -> proposed.put(row.field().key(), row.value(row.proposed())));
        assertThat(proposed)
                .containsEntry("name", "Nueva")
                .containsEntry("city", "Vic")
                .containsEntry("region", "Osona")
                .containsEntry("emails", List.of(ContactPoint.work("a@x.test"), ContactPoint.work("b@x.test")))
                .doesNotContainKey("country");
    }

    @Test
    void whatATenantsOwnFieldStartsWithAndItsConditionsAreLedOverAndBack() {
        Tenant tenant = newTenant();
        UUID kept = organisation(tenant, "Se queda");
        UUID gone = organisation(tenant, "Se va");
        String key = as(
                        tenant,
                        () -> fields.add(
                                FieldDefinition.blank("person", new FieldType.Link("organisation"), "Proveedor"),
                                List.of()))
                .key();
        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "update field_definition set start_value = to_jsonb(?::text), visible_when = ?")
                        .params(gone.toString(), "organisation:in:" + gone)
                        .update()));

        UUID merge = merge(tenant, kept, gone);

        assertThat(definition(tenant, key)).contains(kept.toString()).doesNotContain(gone.toString());
        as(tenant, () -> merges.undo(merge));
        assertThat(definition(tenant, key)).contains(gone.toString()).doesNotContain(kept.toString());
    }

    private String definition(Tenant tenant, String key) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "select start_value::text || visible_when from field_definition where key = ?")
                        .param(key)
                        .query(String.class)
                        .single()));
    }

    @Test
    void everyTableThatPointsAtRecordsSaysWhatBecomesOfItInAMerge() {
        Tenant tenant = newTenant();
        // their own history and guard stay with records that come back, and drafts with what they were typed upon
        List<String> known = new ArrayList<>(List.of("record_change", "record_guard", "draft", "record_stub"));
        // what happened to a record, and what rules did about it, stay its own
        known.addAll(List.of("domain_event", "automation_run"));
        pointers.forEach(pointer -> known.add(pointer.table()));

        List<String> pointing = as(
                tenant,
                () -> transactions.execute(
                        status -> jdbc.sql("""
                                select table_name from information_schema.columns
                                where table_schema = current_schema() and column_name = 'record_id'
                                """).query(String.class).list()));

        assertThat(pointing).hasSizeGreaterThan(5).isSubsetOf(known);
    }
}
