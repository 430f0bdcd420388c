package com.innodus.kernel.records.exchange;

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
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.exchange.ImportPlan.Policy;
import com.innodus.kernel.transfer.ColumnMatcher;
import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.Row;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UniversitiesFile;
import com.innodus.kernel.transfer.UnreadableTable;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class ImportsTest extends Server {
    @Autowired
    Imports imports;

    @Autowired
    ImportRun run;

    @Autowired
    Records records;

    @Autowired
    Access access;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("file.csv"), List.of(lines));
    }

    private static ImportPlan plan(RecordType<?> type, Path file, Policy policy) throws UnreadableTable {
        List<String> headers =
                TableFile.open(file, Limits.DEFAULT, Integer::toString).headers();
        Map<Integer, String> columns = new HashMap<>();
        new ColumnMatcher(Imports.targets(type))
                .match(headers)
                .values()
                .forEach(match -> columns.put(match.column(), match.key()));
        List<String> matchOn = type.matchFields().stream()
                .map(com.innodus.kernel.records.Field::key)
                .filter(columns::containsValue)
                .toList();
        return new ImportPlan(columns, matchOn, policy, false);
    }

    private UUID start(Tenant tenant, RecordType<?> type, Path file, Policy policy) {
        return as(tenant, () -> {
            try {
                return imports.start(type, "file.csv", file, plan(type, file, policy));
            } catch (UnreadableTable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private ImportJob finished(Tenant tenant, UUID id) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        ImportJob job = as(tenant, () -> imports.find(id).orElseThrow());
        while (!job.isOver() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            job = as(tenant, () -> imports.find(id).orElseThrow());
        }
        return job;
    }

    private ImportJob imported(Tenant tenant, RecordType<?> type, Path file, Policy policy)
            throws InterruptedException {
        return finished(tenant, start(tenant, type, file, policy));
    }

    private int count(Tenant tenant, RecordType<?> type) {
        return as(tenant, () -> records.count(type, Query.ALL, 100_000));
    }

    private List<String> titles(Tenant tenant, RecordType<?> type) {
        return as(
                tenant,
                () -> records.page(type, Query.ALL, null, 0, 100).stream()
                        .map(BaseRecord::getTitle)
                        .toList());
    }

    @Test
    void bringsInAFileWithDuplicatesAndFlawsAndSaysWhatBecameOfEachRow() throws Exception {
        Tenant tenant = newTenant();
        var written = new UniversitiesFile(2_000, 18, 20).write(folder.resolve("universities.csv"));
        ImportJob job = imported(tenant, organisations, written.file(), Policy.SKIP);
        List<Long> refusedRows = as(
                tenant,
                () -> imports.refusals(job.id(), 100).stream()
                        .map(Imports.Refusal::row)
                        .toList());
        assertThat(job.state()).isEqualTo(ImportJob.State.DONE);
        assertThat(job.skipped()).isEqualTo(18);
        assertThat(job.created() + job.skipped() + job.refused()).isEqualTo(2_000);
        assertThat(written.flaws().stream().map(UniversitiesFile.Flaw::line)).containsAll(refusedRows);
        assertThat(refusedRows).isNotEmpty();
        assertThat(count(tenant, organisations)).isEqualTo(job.created());
    }

    @Test
    void whatExistsIsSkippedFilledUpdatedOrMadeAgainAsThePlanSays() throws Exception {
        Tenant tenant = newTenant();
        imported(tenant, organisations, file("Nombre;Dominio;Población", "Ágora;agora.test;"), Policy.SKIP);
        Path again = file("Nombre;Dominio;Población", "Fundación Ágora;AGORA.test;Vic");

        assertThat(imported(tenant, organisations, again, Policy.SKIP).skipped())
                .isEqualTo(1);
        assertThat(titles(tenant, organisations)).containsExactly("Ágora");
        assertThat(imported(tenant, organisations, again, Policy.FILL).updated())
                .isEqualTo(1);
        assertThat(titles(tenant, organisations)).containsExactly("Ágora");
        assertThat(imported(tenant, organisations, again, Policy.UPDATE).updated())
                .isEqualTo(1);
        assertThat(titles(tenant, organisations)).containsExactly("Fundación Ágora");
        assertThat(imported(tenant, organisations, again, Policy.CREATE).created())
                .isEqualTo(1);
        assertThat(count(tenant, organisations)).isEqualTo(2);
    }

    @Test
    void anImportIsTakenBackAsAWhole() throws Exception {
        Tenant tenant = newTenant();
        imported(tenant, organisations, file("Nombre;Dominio", "Ágora;agora.test"), Policy.SKIP);
        ImportJob job = imported(
                tenant, organisations, file("Nombre;Dominio", "Otra;agora.test", "Nueva;nueva.test"), Policy.UPDATE);
        assertThat(titles(tenant, organisations)).containsExactly("Nueva", "Otra");
        assertThat(as(tenant, () -> imports.undo(job.id()))).isEqualTo(2);
        assertThat(titles(tenant, organisations)).containsExactly("Ágora");
    }

    @Test
    void whatAColleagueWorkedOnSinceStaysWhenTheImportIsTakenBack() throws Exception {
        Tenant tenant = newTenant();
        ImportJob job = imported(tenant, organisations, file("Nombre", "Ágora", "Bàscula"), Policy.CREATE);
        UUID agora = as(tenant, () -> records.ids(organisations, Query.ALL, 1)).getFirst();
        as(tenant, () -> records.change(organisations, agora, Map.of("city", "Vic"), WriteContext.SINGLE));

        assertThat(as(tenant, () -> imports.undo(job.id()))).isEqualTo(1);
        assertThat(titles(tenant, organisations)).containsExactly("Ágora");
    }

    @Test
    void anOptionThatCannotBeMadeRefusesItsRowAndNoOther() throws Exception {
        Tenant tenant = newTenant();
        Path file = file("Nombre;Sector", "Una;C++", "Dos;C#", "Tres;" + "x".repeat(200), "Cuatro;C++");
        UUID id = as(tenant, () -> {
            try {
                ImportPlan plan = plan(organisations, file, Policy.CREATE);
                return imports.start(
                        organisations,
                        "file.csv",
                        file,
                        new ImportPlan(plan.columns(), plan.matchOn(), plan.policy(), true));
            } catch (UnreadableTable e) {
                throw new IllegalStateException(e);
            }
        });

        ImportJob job = finished(tenant, id);

        assertThat(List.of(job.state(), job.created(), job.refused())).containsExactly(ImportJob.State.DONE, 3, 1);
        assertThat(titles(tenant, organisations)).containsExactly("Cuatro", "Dos", "Una");
    }

    @Test
    void whoMayNotMakeOptionsIsToldOfTheRow() throws Exception {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "attribute", Operation.CREATE, Scope.NONE);
            return 0;
        });
        List<Row> rows =
                List.of(new Row(2, List.of("Una", "Cestería"), List.of()), new Row(3, List.of("Dos", ""), List.of()));
        ImportPlan plan = new ImportPlan(Map.of(0, "name", 1, "sector"), List.of(), Policy.CREATE, true);

        assertThat(as(tenant, marta, () -> imports.tryOut(organisations, rows, plan)))
                .extracting(Imports.Prospect::fate)
                .containsExactly(Imports.Fate.REFUSED, Imports.Fate.CREATED);
    }

    @Test
    void aColleaguesImportIsNeitherStoppedNorTakenBackByOthersButByAnAdministrator() throws Exception {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        Actor berta = newUser(tenant, "berta", Roles.ADMIN).actor();
        ImportJob job = imported(tenant, organisations, file("Nombre", "Ágora"), Policy.CREATE);

        assertThat(as(tenant, marta, () -> imports.undo(job.id()))).isZero();
        assertThatThrownBy(() -> as(tenant, marta, () -> records.undo(job.id())))
                .isInstanceOf(Forbidden.class);
        assertThat(titles(tenant, organisations)).containsExactly("Ágora");
        assertThat(as(tenant, berta, () -> imports.undo(job.id()))).isEqualTo(1);
    }

    @Test
    void whoReadsOnlyTheirOwnRecordsSeesNoColleaguesFile() throws Exception {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        ImportJob job = imported(tenant, organisations, file("Nombre;Web", "Ágora;javascript:x"), Policy.CREATE);
        assertThat(as(tenant, marta, () -> imports.find(job.id()))).isPresent();

        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.OWN);
            return 0;
        });

        assertThat(as(tenant, marta, () -> imports.find(job.id()))).isEmpty();
        assertThat(as(tenant, marta, () -> imports.latest(organisations))).isEmpty();
        assertThat(as(tenant, marta, () -> imports.refusals(job.id(), 10))).isEmpty();
    }

    @Test
    void anImportWhoseWorkerDiedGoesOnAtTheFirstRowThatIsNotIn() throws Exception {
        Tenant tenant = newTenant();
        Path file = new UniversitiesFile(1_000, 0, 0)
                .write(folder.resolve("universities.csv"))
                .file();
        UUID id = start(tenant, organisations, file, Policy.CREATE);
        ImportJob whole = finished(tenant, id);
        // as a kill after 600 rows would have left it
        as(
                tenant,
                () -> transactions.execute(status -> {
                    jdbc.sql(
                                    "delete from organisation where created_at > (select max(created_at) from (select created_at from organisation order by created_at limit 600) early)")
                            .update();
                    int left = jdbc.sql("select count(*) from organisation")
                            .query(Integer.class)
                            .single();
                    return jdbc.sql(
                                    "update import_job set state = 'RUNNING', finished_at = null, rows_done = ?, created = ?, last_row = ?, lease_until = now() - interval '1 second' where id = ?")
                            .params(left, left, left + 1, id)
                            .update();
                }));
        assertThat(count(tenant, organisations)).isBetween(1, 999);
        TenantScope.run(tenant, run::sweep);
        ImportJob resumed = finished(tenant, id);
        assertThat(resumed.created()).isEqualTo(whole.created()).isEqualTo(1_000);
        assertThat(count(tenant, organisations)).isEqualTo(1_000);
    }

    @Test
    void aLivingWorkersImportIsLeftAlone() throws Exception {
        Tenant tenant = newTenant();
        UUID id = start(tenant, organisations, file("Nombre", "Ágora"), Policy.CREATE);
        finished(tenant, id);
        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "update import_job set state = 'RUNNING', lease_until = now() + interval '30 seconds' where id = ?")
                        .param(id)
                        .update()));
        assertThat(TenantScope.supply(tenant, imports::orphans)).isEmpty();
    }

    @Test
    void aPreviewChangesNothing() throws Exception {
        Tenant tenant = newTenant();
        Path file = file("Nombre;Web", "Ágora;agora.test", ";otra.test", "Mala;no es una web");
        TableFile table = TableFile.open(file, Limits.DEFAULT, Integer::toString);
        ImportPlan plan = plan(organisations, file, Policy.SKIP);
        var rows = table.preview(10).rows();
        assertThat(as(tenant, () -> imports.tryOut(organisations, rows, plan)))
                .extracting(Imports.Prospect::fate)
                .containsExactly(Imports.Fate.CREATED, Imports.Fate.REFUSED, Imports.Fate.REFUSED);
        assertThat(count(tenant, organisations)).isZero();
    }

    @Test
    void peopleFindTheirOrganisationByName() throws Exception {
        Tenant tenant = newTenant();
        imported(tenant, organisations, file("Nombre", "Ágora"), Policy.SKIP);
        imported(
                tenant,
                people,
                file("Nombre;Apellidos;Organización;Correo", "Núria;Puig;ágora;nuria@agora.test"),
                Policy.SKIP);
        assertThat(as(
                        tenant,
                        () -> records.page(people, Query.ALL, null, 0, 10)
                                .getFirst()
                                .getOrganisation()))
                .isNotNull();
    }

    @Test
    void htmlFormulasEmojiAndRightToLeftNamesStayAsTheyAre() throws Exception {
        Tenant tenant = newTenant();
        imported(
                tenant,
                organisations,
                file("Nombre", "<script>alert(1)</script>", "=1+1", "🦊 Zorro", "جامعة القاهرة"),
                Policy.CREATE);
        assertThat(titles(tenant, organisations))
                .contains("<script>alert(1)</script>", "=1+1", "🦊 Zorro", "جامعة القاهرة");
    }

    @Test
    void anotherTenantSeesNeitherJobNorRows() throws Exception {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        ImportJob job = imported(mine, organisations, file("Nombre;Web", "Ágora;no es una web"), Policy.CREATE);
        assertThat(as(mine, () -> imports.refusals(job.id(), 10))).hasSize(1);
        assertThat(as(other, () -> imports.find(job.id()))).isEmpty();
        assertThat(as(other, () -> imports.refusals(job.id(), 10))).isEmpty();
        assertThat(as(other, () -> imports.undo(job.id()))).isZero();
    }

    @Test
    void readersImportNothing() throws Exception {
        Tenant tenant = newTenant();
        var reader = newUser(tenant, "reader", Roles.READER).actor();
        Path file = file("Nombre", "Ágora");
        ImportPlan plan = plan(organisations, file, Policy.CREATE);
        assertThatThrownBy(() -> as(tenant, reader, () -> {
                    try {
                        return imports.start(organisations, "file.csv", file, plan);
                    } catch (UnreadableTable e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(Forbidden.class);
    }
}
