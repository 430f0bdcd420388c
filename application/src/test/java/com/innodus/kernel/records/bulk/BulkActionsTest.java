package com.innodus.kernel.records.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.bulk.BulkRun.Tally;
import com.innodus.support.Race;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class BulkActionsTest extends Server {
    private static final BulkChange TO_VIC = new BulkChange.Edit(Map.of("city", "Vic"));

    @Autowired
    BulkActions actions;

    @Autowired
    Records records;

    @Autowired
    Access access;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    BulkRuns runs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private List<UUID> make(Tenant tenant, int number) {
        return as(tenant, () -> {
            records.writeAll(
                    organisations,
                    IntStream.range(0, number)
                            .mapToObj(i -> new Entry(null, Map.of("name", "N" + i, "city", "Olot")))
                            .toList(),
                    WriteContext.SINGLE);
            return records.ids(organisations, Query.ALL, number);
        });
    }

    private int in(Tenant tenant, String city) {
        return as(
                tenant,
                () -> records.count(
                        organisations, new Query(Filter.test("city", Operator.IS, city), "", List.of()), 10_000));
    }

    private static BulkRun whenOver(BulkRun run) throws InterruptedException {
        for (int i = 0; i < 2_400 && !run.isOver(); i++) {
            Thread.sleep(50);
        }
        assertThat(run.isOver()).isTrue();
        return run;
    }

    @Test
    void changesChosenRecordsAndTakesItBackExceptWhatACollegueTouchedSince() throws Exception {
        Tenant tenant = newTenant();
        List<UUID> ids = make(tenant, 5);

        BulkRun run = as(tenant, () -> actions.start(organisations, ids.subList(0, 3), TO_VIC));

        assertThat(run.isOver()).isTrue();
        assertThat(run.tally()).isEqualTo(new Tally(3, 0, 0, null));
        assertThat(in(tenant, "Vic")).isEqualTo(3);
        as(tenant, () -> records.change(organisations, ids.getFirst(), Map.of("city", "Girona"), WriteContext.SINGLE));
        BulkRun undone = as(tenant, () -> actions.undo(run));
        assertThat(undone.tally().changed()).isEqualTo(2);
        assertThat(undone.tally().skipped()).isEqualTo(1);
        assertThat(in(tenant, "Olot")).isEqualTo(4);
        assertThat(in(tenant, "Girona")).isEqualTo(1);
    }

    @Test
    void changesAllThatAQueryFindsInTheBackgroundAlthoughTheChangeEmptiesTheQuery() throws Exception {
        Tenant tenant = newTenant();
        make(tenant, 1_030);
        Query inOlot = new Query(Filter.test("city", Operator.IS, "Olot"), "", List.of());

        BulkRun run = as(tenant, () -> actions.start(organisations, actions.found(organisations, inOlot), TO_VIC));

        assertThat(run.total()).isEqualTo(1_030);
        assertThat(whenOver(run).tally().changed()).isEqualTo(1_030);
        assertThat(in(tenant, "Olot")).isZero();
        assertThat(whenOver(as(tenant, () -> actions.undo(run))).tally().changed())
                .isEqualTo(1_030);
        assertThat(in(tenant, "Olot")).isEqualTo(1_030);
    }

    @Test
    void tenThousandRecordsAreChangedAndTakenBackExactly() throws Exception {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            for (int from = 0; from < 10_000; from += 2_000) {
                records.writeAll(
                        organisations,
                        IntStream.range(from, from + 2_000)
                                .mapToObj(i -> new Entry(
                                        null,
                                        i % 3 == 0
                                                ? Map.of(
                                                        "name",
                                                        "N" + i,
                                                        "phones",
                                                        List.of(ContactPoint.work("600123456")))
                                                : Map.of("name", "N" + i, "city", "Ciudad " + i % 7)))
                                .toList(),
                        WriteContext.SINGLE);
            }
            return 0;
        });
        Map<UUID, String> before = whatStands(tenant);
        assertThat(before).hasSize(10_000);
        BulkChange change = new BulkChange.Edit(Map.of("city", "Vic", "notes", "A la vez", "phones", List.of()));

        BulkRun run = as(tenant, () -> actions.start(organisations, List.copyOf(before.keySet()), change));

        assertThat(whenOver(run).tally()).isEqualTo(new Tally(10_000, 0, 0, null));
        assertThat(in(tenant, "Vic")).isEqualTo(10_000);
        assertThat(whenOver(as(tenant, () -> actions.undo(run))).tally()).isEqualTo(new Tally(10_000, 0, 0, null));
        assertThat(whatStands(tenant)).isEqualTo(before);
    }

    /** Each record in a short form, without who wrote it last and when. */
    private Map<UUID, String> whatStands(Tenant tenant) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc
                        .sql("""
                                select id, md5((to_jsonb(o) - 'version' - 'changed_at' - 'changed_by')::text)
                                from organisation o where deleted_at is null
                                """)
                        .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    @Test
    void anotherServerGoesOnWhereADeadOneStoppedAndSeesToEachRecordOnce() throws Exception {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        List<UUID> ids = make(tenant, 450);
        BulkRun begun = begun(tenant, ids);
        TenantScope.run(tenant, actions::sweep);
        assertThat(in(tenant, "Vic")).isEqualTo(200);

        died(tenant);
        TenantScope.run(other, actions::sweep);
        TenantScope.run(tenant, actions::sweep);
        TenantScope.run(tenant, actions::sweep);
        for (int i = 0; i < 400 && waiting(tenant) > 0; i++) {
            Thread.sleep(50);
        }

        assertThat(waiting(tenant)).isZero();
        assertThat(in(tenant, "Vic")).isEqualTo(450);
        assertThat(entries(tenant, begun.batch())).isEqualTo(450);
        BulkRun whole = new BulkRun(begun.batch(), 450, new Tally(450, 0, 0, null));
        assertThat(whenOver(as(tenant, () -> actions.undo(whole))).tally().changed())
                .isEqualTo(450);
        assertThat(in(tenant, "Olot")).isEqualTo(450);
        assertThat(waiting(tenant)).isZero();
    }

    @Test
    void nobodyGoesOnForWhoMayNotActAnyMore() throws Exception {
        Tenant tenant = newTenant();
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        List<UUID> ids = make(tenant, 3);
        as(tenant, marta.actor(), () -> {
            runs.begin(new BulkRun(3), organisations, ids, TO_VIC);
            return 0;
        });
        died(tenant);
        TenantScope.run(tenant, actions::sweep);
        for (int i = 0; i < 200 && waiting(tenant) > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(waiting(tenant)).isZero();
        assertThat(in(tenant, "Vic")).isZero();
    }

    /** An action of which a server did the first slice. */
    private BulkRun begun(Tenant tenant, List<UUID> ids) {
        BulkRun run = new BulkRun(ids.size());
        as(
                tenant,
                () -> transactions.execute(status -> {
                    runs.begin(run, organisations, ids, TO_VIC);
                    List<Entry> slice = ids.subList(0, 200).stream()
                            .map(id -> new Entry(id, Map.of("city", "Vic")))
                            .toList();
                    records.writeAll(organisations, slice, run.context());
                    return runs.advance(run.batch(), 0, 200, new Tally(200, 0, 0, null));
                }));
        return run;
    }

    private void died(Tenant tenant) {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql("update bulk_run set lease_until = now() - interval '1 second'")
                                .update()));
    }

    private int waiting(Tenant tenant) {
        return number(tenant, "select count(*) from bulk_run");
    }

    private int entries(Tenant tenant, UUID batch) {
        return number(tenant, "select count(*) from record_change where batch_id = '" + batch + "'");
    }

    private int number(Tenant tenant, String statement) {
        return TenantScope.supply(
                tenant,
                () -> transactions.execute(
                        status -> jdbc.sql(statement).query(Integer.class).single()));
    }

    @Test
    void aColleagueWhoSavesInTheVeryMomentDoesNotStopTheAction() throws Exception {
        Tenant tenant = newTenant();
        List<UUID> ids = make(tenant, 3);

        BulkRun run = as(
                        tenant,
                        () -> new Race(jdbc, transactions)
                                .run(
                                        () -> records.change(
                                                organisations,
                                                ids.getFirst(),
                                                Map.of("tradeName", "De Marta"),
                                                WriteContext.SINGLE),
                                        () -> as(tenant, () -> actions.start(organisations, ids, TO_VIC))))
                .get(20, TimeUnit.SECONDS);

        assertThat(run.hasFailed()).isFalse();
        assertThat(run.tally()).isEqualTo(new Tally(3, 0, 0, null));
        Organisation both = as(tenant, () -> records.get(organisations, ids.getFirst()));
        assertThat(List.of(both.getCity(), both.getTradeName())).containsExactly("Vic", "De Marta");
    }

    @Test
    void deletesAndBringsBack() throws Exception {
        Tenant tenant = newTenant();
        List<UUID> ids = make(tenant, 4);

        BulkRun run = as(tenant, () -> actions.start(organisations, ids, new BulkChange.Delete()));

        assertThat(in(tenant, "Olot")).isZero();
        assertThat(as(tenant, () -> records.deleted(organisations, 0, 10))).hasSize(4);
        as(tenant, () -> actions.undo(run));
        assertThat(in(tenant, "Olot")).isEqualTo(4);
    }

    @Test
    void bringsBackWhatCanLiveAgainAndLeavesWhatLostItsTaxNumber() {
        Tenant tenant = newTenant();
        List<UUID> ids = new ArrayList<>(make(tenant, 2));
        Map<String, Object> values = Map.of("name", "Con NIF", "taxId", "B60000007", "city", "Olot");
        ids.add(as(tenant, () -> records.create(organisations, values)).id());
        BulkRun run = as(tenant, () -> actions.start(organisations, ids, new BulkChange.Delete()));
        as(tenant, () -> records.create(organisations, values));

        BulkRun undone = as(tenant, () -> actions.undo(run));

        assertThat(undone.hasFailed()).isFalse();
        assertThat(undone.tally()).isEqualTo(new Tally(2, 1, 0, null));
        assertThat(in(tenant, "Olot")).isEqualTo(3);
    }

    @Test
    void handsRecordsOver() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, 1).getFirst();
        UUID marta = newUser(tenant, "marta", Roles.MEMBER).id();

        as(tenant, () -> actions.start(organisations, List.of(id), new BulkChange.Assign(Map.of("owner", marta))));

        assertThat(as(tenant, () -> records.get(organisations, id)).getOwner()).isEqualTo(marta);
    }

    @Test
    void skipsWhatTheUserMayNotChangeAndSaysWhatIsRefused() {
        Tenant tenant = newTenant();
        List<UUID> anas = make(tenant, 2);
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.EDIT, Scope.OWN);
            access.grant(Roles.MEMBER, "organisation", Operation.BULK, Scope.ALL);
            return 0;
        });
        UUID own = as(
                tenant,
                marta,
                () -> records.create(organisations, Map.of("name", "De Marta")).id());

        BulkRun run = as(
                tenant,
                marta,
                () -> actions.start(
                        organisations, List.of(own, anas.getFirst(), anas.getLast(), UUID.randomUUID()), TO_VIC));
        BulkRun wrong = as(
                tenant,
                () -> actions.start(
                        organisations, anas, new BulkChange.Edit(Map.of("website", "javascript:alert(1)"))));

        assertThat(run.tally()).isEqualTo(new Tally(1, 3, 0, null));
        assertThat(wrong.tally().refused()).isEqualTo(2);
        assertThat(wrong.tally().problem()).isNotNull();
    }

    @Test
    void needsTheRightToChangeManyAtOnce() {
        Tenant tenant = newTenant();
        List<UUID> ids = make(tenant, 1);
        Actor reader = newUser(tenant, "lluis", Roles.READER).actor();

        for (BulkChange change : List.of(TO_VIC, new BulkChange.Assign(Map.of()), new BulkChange.Delete())) {
            assertThatThrownBy(() -> as(tenant, reader, () -> actions.start(organisations, ids, change)))
                    .isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void anotherTenantsRecordsStayAsTheyAre() {
        Tenant one = newTenant();
        Tenant two = newTenant();
        List<UUID> ofOne = make(one, 2);

        BulkRun run = as(two, () -> actions.start(organisations, ofOne, TO_VIC));
        BulkRun inOne = as(one, () -> actions.start(organisations, ofOne, TO_VIC));
        BulkRun undone = as(two, () -> actions.undo(inOne));

        assertThat(run.tally()).isEqualTo(new Tally(0, 2, 0, null));
        assertThat(undone.tally().changed()).isZero();
        assertThat(in(one, "Vic")).isEqualTo(2);
    }
}
