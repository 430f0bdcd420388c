package com.innodus.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas {@code platform} (directory of tenants) and {@code ext} (extensions) to the newest version. */
public final class PlatformMigrations {
    /** Extensions that tenant schemas rely on; all of them are trusted, so the database's owner may create them. */
    private static final String[] EXTENSIONS = {"pg_trgm", "unaccent", "citext", "btree_gist", "btree_gin"};

    private PlatformMigrations() {}

    /**
     * Creates what is missing and applies outstanding scripts. Safe to call on every start and from several nodes at
     * once (Flyway holds a lock).
     */
    public static void migrate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // two nodes starting together would race between "if not exists" and "create"
            statement.execute("select pg_advisory_lock(7317, 1)");
            try {
                statement.execute("create schema if not exists platform");
                statement.execute("create schema if not exists ext");
                for (String extension : EXTENSIONS) {
                    statement.execute("create extension if not exists " + extension + " schema ext");
                }
            } finally {
                statement.execute("select pg_advisory_unlock(7317, 1)");
            }
        } catch (SQLException e) {
            throw new MigrationFailed("The database's extensions could not be created", e);
        }
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("platform")
                .defaultSchema("platform")
                .locations("classpath:db/platform")
                .initSql("set search_path = platform, ext")
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
