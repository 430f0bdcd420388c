package com.innodus.tenants.provisioning;

import com.innodus.migrations.MigrationFailed;
import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the schemas of all tenants, a few at a time. Tenants that are up to date cost nothing; one that fails is
 * noted in the directory, isn't served, and doesn't stop the others. Called again it goes on where it was.
 */
public class FleetMigration {
    private static final Logger LOG = LoggerFactory.getLogger(FleetMigration.class);

    /** How often a schema is tried whose tables are busy, and how long is waited in between. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Tenants tenants;
    private final DataSource database;
    private final TenantMigrations migrations;
    private final int workers;

    /**
     * @param database connections that no pool keeps: Flyway leaves them with the tenant's search path
     * @param workers schemas migrated at the same time
     */
    public FleetMigration(Tenants tenants, DataSource database, TenantMigrations migrations, int workers) {
        this.tenants = tenants;
        this.database = database;
        this.migrations = migrations;
        this.workers = workers;
    }

    /** What one run did; the lists hold slugs. */
    public record Report(int upToDate, List<String> migrated, List<String> failed) {
        public boolean isGood() {
            return failed.isEmpty();
        }
    }

    /** Migrates every tenant that has a schema; deleted ones too, because they may come back. */
    public Report run() {
        List<Tenant> fleet = tenants.all().stream()
                .filter(tenant -> tenant.state() != Tenant.State.PROVISIONING)
                .toList();
        return run(fleet);
    }

    /** Migrates these tenants. */
    public Report run(List<Tenant> fleet) {
        List<Tenant> behind = fleet.stream()
                .filter(tenant -> tenant.schemaVersion() < migrations.latestVersion())
                .toList();
        List<String> migrated = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        if (!behind.isEmpty()) {
            try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
                List<Future<Boolean>> results = behind.stream()
                        .map(tenant -> pool.submit(() -> migrate(tenant)))
                        .toList();
                for (int i = 0; i < behind.size(); i++) {
                    (succeeded(results.get(i)) ? migrated : failed)
                            .add(behind.get(i).slug());
                }
            }
        }
        return new Report(fleet.size() - behind.size(), List.copyOf(migrated), List.copyOf(failed));
    }

    private static boolean succeeded(Future<Boolean> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private boolean migrate(Tenant tenant) {
        try (Connection lock = database.getConnection()) {
            // never two nodes on one tenant; the lock goes with the connection
            advisory(lock, "select pg_advisory_lock(hashtextextended(?, 7317))", tenant);
            try {
                int noted = notedVersion(lock, tenant);
                tenants.noteVersion(tenant, migratePatiently(tenant, noted));
                return true;
            } finally {
                advisory(lock, "select pg_advisory_unlock(hashtextextended(?, 7317))", tenant);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.error("Tenant {} could not be migrated and is not served", tenant.slug(), e);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            tenants.noteFailure(tenant, String.valueOf(cause.getMessage()));
            return false;
        }
    }

    private int migratePatiently(Tenant tenant, int noted) {
        for (int attempt = 1; ; attempt++) {
            try {
                return migrations.migrate(database, tenant.schema(), noted);
            } catch (MigrationFailed e) {
                if (attempt == ATTEMPTS || !e.isForBusyTable()) {
                    throw e;
                }
                LOG.info("Tables of {} are busy: migrated again in {}", tenant.slug(), PAUSE);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static void advisory(Connection connection, String sql, Tenant tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.schema());
            statement.execute();
        }
    }

    private static int notedVersion(Connection connection, Tenant tenant) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select schema_version from platform.tenant where id = ?")) {
            statement.setObject(1, tenant.id());
            ResultSet row = statement.executeQuery();
            return row.next() ? row.getInt(1) : tenant.schemaVersion();
        }
    }
}
