package com.innodus.tenants.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.State;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.support.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes, really killed. */
class KillTest {
    /** More than provisioning has: the last ones finish. */
    private static final int STEPS = 16;

    private final Tenants tenants = Database.directory();

    @BeforeEach
    void clearDirectory() {
        Database.platform().sql("delete from tenant").update();
    }

    private static Process start(String task, String what, int step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Worker.class.getName(),
                        Database.URL,
                        task,
                        what,
                        Integer.toString(step))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The first line that the process says. */
    private static String heard(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals("HERE") && !line.equals("DONE")) {
                line = output.readLine();
            }
            return Objects.requireNonNullElse(line, "died");
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static boolean isWhole(Tenant tenant) {
        return Database.schemaExists(tenant.schema())
                && Database.platform()
                                .sql("select count(*) from " + tenant.schema() + ".note where owner = ?")
                                .param(tenant.slug())
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    @Test
    void provisioningThatIsKilledBeforeAnyOfItsStatementsLeavesNothingHalfDone() throws Exception {
        Provisioning survivor =
                new Provisioning(tenants, Database.TENANTS, Database.migrations("first"), List.of(Worker.ONE_NOTE));
        List<String> slugs = new ArrayList<>();
        List<Process> workers = new ArrayList<>();
        int killed = 0;
        for (int step = 1; step <= STEPS; step++) {
            slugs.add(Database.newSlug());
            workers.add(start("provision", slugs.getLast(), step));
        }
        for (Process worker : workers) {
            String last = heard(worker);
            assertThat(last).isIn("HERE", "DONE");
            killed += last.equals("HERE") ? 1 : 0;
            kill(worker);
        }
        assertThat(killed).isBetween(8, STEPS - 1);

        for (String slug : slugs) {
            Optional<Tenant> left = Database.directory().bySlug(slug);
            left.ifPresent(tenant -> {
                assertThat(tenant.state()).isIn(State.PROVISIONING, State.ACTIVE);
                assertThat(tenant.state() == State.ACTIVE ? isWhole(tenant) : !Database.schemaExists(tenant.schema()))
                        .isTrue();
            });
        }
        survivor.resume();
        for (String slug : slugs) {
            Tenant tenant = Database.directory()
                    .bySlug(slug)
                    // killed before it was registered: the address is still free
                    .orElseGet(() -> survivor.provision(slug, "Ágora", "sales", "{}"));
            assertThat(tenant.isActive()).isTrue();
            assertThat(isWhole(tenant)).isTrue();
        }
    }

    @Test
    void aMigrationThatIsKilledInTheMiddleOfAScriptIsDoneByTheNextOne() throws Exception {
        List<Tenant> fleet = List.of(
                Database.newTenant(tenants, Worker.ONE_NOTE),
                Database.newTenant(tenants, Worker.ONE_NOTE),
                Database.newTenant(tenants, Worker.ONE_NOTE));
        Process worker = start("migrate", "slow", 0);
        while (worker.isAlive() && scriptsAtWork() == 0) {
            Thread.sleep(20);
        }
        assertThat(worker.isAlive()).isTrue();
        kill(worker);
        assertThat(tenants.all()).allMatch(tenant -> tenant.schemaVersion() == 1);

        FleetMigration.Report report =
                new FleetMigration(tenants, Database.direct(), Database.migrations("slow"), 2).run();
        assertThat(report.failed()).isEmpty();
        assertThat(report.migrated()).hasSize(3);
        assertThat(fleet).allSatisfy(tenant -> {
            assertThat(isWhole(tenant)).isTrue();
            assertThat(Database.platform()
                            .sql("select version from " + tenant.schema()
                                    + ".flyway_schema_history where success order by installed_rank")
                            .query(String.class)
                            .list())
                    .containsExactly("1", "2");
        });
    }

    private static int scriptsAtWork() {
        return Database.platform()
                .sql(
                        "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(1.5)%' and pid <> pg_backend_pid()")
                .query(Integer.class)
                .single();
    }
}
