package com.innodus.tenants.support;

import com.innodus.migrations.PlatformMigrations;
import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.provisioning.FirstContents;
import com.innodus.tenants.provisioning.Provisioning;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL for all tests of this module, with the directory in it. */
public final class Database {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static final String URL = SERVER.getJdbcUrl("postgres", "postgres");
    public static final HikariDataSource PLATFORM = pool(8, "set search_path = platform, ext");
    public static final HikariDataSource TENANTS = pool(8, "set search_path = ''");

    private Database() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static {
        PlatformMigrations.migrate(PLATFORM);
    }

    public static HikariDataSource pool(int size, String initSql) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql(initSql);
        return new HikariDataSource(config);
    }

    public static DataSource direct() {
        return new DriverManagerDataSource(URL);
    }

    public static JdbcClient platform() {
        return JdbcClient.create(PLATFORM);
    }

    public static Tenants directory(Clock clock) {
        return new Tenants(platform(), clock);
    }

    public static Tenants directory() {
        return directory(Clock.systemUTC());
    }

    public static TenantMigrations migrations(String fixture) {
        return TenantMigrations.in("fixture/" + fixture);
    }

    public static String newSlug() {
        return "org-" + NUMBER.incrementAndGet();
    }

    /** A new tenant with one table, {@code note}. */
    public static Tenant newTenant(Tenants tenants, FirstContents... contents) {
        return new Provisioning(tenants, TENANTS, migrations("first"), List.of(contents))
                .provision(newSlug(), "Organización", "sales", "{}");
    }

    public static boolean schemaExists(String schema) {
        return platform()
                .sql("select exists (select 1 from pg_catalog.pg_namespace where nspname = ?)")
                .param(schema)
                .query(Boolean.class)
                .single();
    }
}
