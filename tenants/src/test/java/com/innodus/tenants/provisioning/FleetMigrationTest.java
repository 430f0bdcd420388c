package com.innodus.tenants.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.provisioning.FleetMigration.Report;
import com.innodus.tenants.support.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class FleetMigrationTest {
    private static final int WORKERS = 3;

    private final Tenants tenants = Database.directory();
    private final AtomicInteger connections = new AtomicInteger();
    private final DataSource counted = new DelegatingDataSource(Database.direct()) {
        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    };

    @BeforeEach
    void clearDirectory() {
        Database.platform().sql("delete from tenant").update();
    }

    private FleetMigration fleet(String fixture) {
        return new FleetMigration(tenants, counted, Database.migrations(fixture), WORKERS);
    }

    private static boolean hasColumn(Tenant tenant, String column) {
        return Database.platform()
                .sql(
                        "select exists (select 1 from information_schema.columns where table_schema = ? and column_name = ?)")
                .params(tenant.schema(), column)
                .query(Boolean.class)
                .single();
    }

    private static void write(Tenant tenant) {
        Database.platform()
                .sql("insert into " + tenant.schema() + ".note values (gen_random_uuid(), 'ana', 'hello')")
                .update();
    }

    @Test
    void everyTenantThatHasASchemaIsMigratedWhateverItsState() {
        Tenant active = Database.newTenant(tenants);
        Tenant suspended = Database.newTenant(tenants);
        tenants.suspend(suspended);
        Tenant deleted = Database.newTenant(tenants);
        tenants.markDeleted(deleted);
        tenants.register(Database.newSlug(), "Ágora", "sales", "{}");

        Report report = fleet("current").run();
        assertThat(report.migrated()).containsExactlyInAnyOrder(active.slug(), suspended.slug(), deleted.slug());
        assertThat(report.isGood()).isTrue();
        assertThat(List.of(active, suspended, deleted)).allSatisfy(tenant -> {
            assertThat(hasColumn(tenant, "pinned")).isTrue();
            assertThat(tenants.require(tenant.slug()).schemaVersion()).isEqualTo(2);
        });
    }

    @Test
    void tenantsThatAreUpToDateCostNoConnection() {
        Database.newTenant(tenants);
        Database.newTenant(tenants);
        assertThat(fleet("current").run().migrated()).hasSize(2);
        connections.set(0);
        assertThat(fleet("current").run()).isEqualTo(new Report(2, List.of(), List.of()));
        assertThat(connections).hasValue(0);
    }

    @Test
    void severalTenantsAreMigratedAtTheSameTime() throws Exception {
        for (int i = 0; i < WORKERS; i++) {
            Database.newTenant(tenants);
        }
        CompletableFuture<Report> run =
                CompletableFuture.supplyAsync(() -> fleet("slow").run());
        int most = 0;
        while (!run.isDone()) {
            most = Math.max(
                    most,
                    Database.platform()
                            .sql(
                                    "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(1.5)%' and pid <> pg_backend_pid()")
                            .query(Integer.class)
                            .single());
            Thread.sleep(50);
        }
        assertThat(run.get().migrated()).hasSize(WORKERS);
        assertThat(most).isBetween(2, WORKERS);
    }

    @Test
    void oneThatFailsIsReportedAndTheOthersAreMigratedAndTheNextRunGoesOn() {
        Tenant failing = Database.newTenant(tenants);
        write(failing);
        Tenant other = Database.newTenant(tenants);

        Report report = fleet("failing").run();
        assertThat(report.failed()).containsExactly(failing.slug());
        assertThat(report.migrated()).containsExactly(other.slug());
        Tenant noted = tenants.require(failing.slug());
        assertThat(noted.failure()).contains("author");
        // below the release's version it isn't served, see TenantFilterTest
        assertThat(noted.schemaVersion()).isEqualTo(1);
        assertThat(hasColumn(failing, "author")).isFalse();

        Database.platform().sql("delete from " + failing.schema() + ".note").update();
        assertThat(fleet("failing").run()).isEqualTo(new Report(1, List.of(failing.slug()), List.of()));
        assertThat(tenants.require(failing.slug()).failure()).isNull();
    }

    @Test
    void twoNodesMigrateEachTenantOnce() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(Database.newTenant(tenants));
        }
        CompletableFuture<Report> first =
                CompletableFuture.supplyAsync(() -> fleet("current").run());
        CompletableFuture<Report> second =
                CompletableFuture.supplyAsync(() -> fleet("current").run());
        assertThat(first.get().isGood()).isTrue();
        assertThat(second.get().isGood()).isTrue();
        assertThat(tenants.all()).allMatch(tenant -> tenant.schemaVersion() == 2);
    }

    @Test
    void aBusyTableIsTriedAgain() throws Exception {
        Tenant tenant = Database.newTenant(tenants);
        CompletableFuture<Report> run;
        try (Connection reader = Database.direct().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from " + tenant.schema() + ".note");
            run = CompletableFuture.supplyAsync(() -> fleet("current").run());
            // longer than the time that one attempt waits for a lock
            Thread.sleep(6_500);
            reader.rollback();
        }
        assertThat(run.get().migrated()).containsExactly(tenant.slug());
    }
}
