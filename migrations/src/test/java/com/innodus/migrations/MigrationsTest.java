package com.innodus.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static DataSource database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        database = server.getPostgresDatabase();
        PlatformMigrations.migrate(database);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String newSchema(TenantMigrations migrations) throws SQLException {
        String schema = "t_" + NUMBER.incrementAndGet();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            migrations.create(connection, schema);
            connection.commit();
        }
        return schema;
    }

    private static List<String> shape(String schema) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Shape.of(connection, schema);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    @Test
    void anEmptySchemaGetsEverythingOfTheReleaseInOneTransaction() throws SQLException {
        TenantMigrations release = TenantMigrations.ofRelease();
        String schema = newSchema(release);
        assertThat(shape(schema)).anyMatch(line -> line.startsWith("constraint | organisation | organisation_pk"));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            release.create(connection, "t_taken_back");
            connection.rollback();
        }
        assertThat(shape("t_taken_back")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db/tenant", "fixture/current"})
    void squashedBaselineAndIncrementsMakeTheSameSchema(String folder) throws SQLException {
        TenantMigrations migrations = TenantMigrations.in(folder);
        List<String> squashed = shape(newSchema(migrations));
        for (int baseline : migrations.baselines()) {
            TenantMigrations older = TenantMigrations.in(folder, baseline);
            assertThat(shape(newSchema(older))).as("from baseline %s", baseline).isEqualTo(squashed);
        }
    }

    @Test
    void theComparisonSeesWhatASquashForgot() throws SQLException {
        assertThat(shape(newSchema(TenantMigrations.in("fixture/first"))))
                .isNotEqualTo(shape(newSchema(TenantMigrations.in("fixture/current"))));
    }

    @Test
    void anOlderSchemaGetsWhatItLacksAndKeepsItsRows() throws SQLException {
        String schema = newSchema(TenantMigrations.in("fixture/first"));
        run("insert into " + schema + ".note values (gen_random_uuid(), 'kept')");
        TenantMigrations current = TenantMigrations.in("fixture/current");
        assertThat(current.migrate(database, schema, 1)).isEqualTo(3);
        assertThat(shape(schema)).isEqualTo(shape(newSchema(current)));
        assertThat(ask("select heading from " + schema + ".note")).containsExactly("kept");
        // the directory may lag behind when a kill came between the two
        assertThat(current.migrate(database, schema, 1)).isEqualTo(3);
    }

    @Test
    void aFailingScriptLeavesTheSchemaAsTheScriptBeforeItDid() throws SQLException {
        String schema = newSchema(TenantMigrations.in("fixture/first"));
        TenantMigrations broken = TenantMigrations.in("fixture/broken");
        assertThatThrownBy(() -> broken.migrate(database, schema, 1))
                .isInstanceOf(MigrationFailed.class)
                .satisfies(failure ->
                        assertThat(((MigrationFailed) failure).isForBusyTable()).isFalse());
        assertThat(shape(schema))
                .anyMatch(line -> line.startsWith("column | note | good"))
                .noneMatch(line -> line.startsWith("column | note | half"));
    }

    @Test
    void aSchemaThatIsUpToDateIsNotEvenConnectedTo() {
        TenantMigrations current = TenantMigrations.in("fixture/current");
        assertThat(current.migrate(unreachable(), "t_any", current.latestVersion()))
                .isEqualTo(3);
    }

    private static DataSource unreachable() {
        return (DataSource) Proxy.newProxyInstance(
                MigrationsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("nobody should ask for " + method.getName());
                });
    }

    @Test
    void aBusyTableIsWaitedForOnlyFiveSeconds() throws SQLException {
        String schema = newSchema(TenantMigrations.in("fixture/first"));
        try (Connection reader = database.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from " + schema + ".note");
            long begin = System.nanoTime();
            assertThatThrownBy(() -> TenantMigrations.in("fixture/current").migrate(database, schema, 1))
                    .isInstanceOf(MigrationFailed.class)
                    .satisfies(failure -> assertThat(((MigrationFailed) failure).isForBusyTable())
                            .isTrue());
            assertThat((System.nanoTime() - begin) / 1e9).isBetween(4.5, 9.0);
            reader.rollback();
        }
        assertThat(TenantMigrations.in("fixture/current").migrate(database, schema, 1))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public",
                "t_",
                "t_Ágora",
                "t_a; drop schema platform",
                "T_a",
                "t_" + "a123456789" + "b123456789c123456789d123456789e"
            })
    void onlyNamesOfTenantSchemasAreTaken(String name) throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() -> TenantMigrations.ofRelease().create(connection, name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void severalNodesMayMigrateThePlatformAtOnce() throws Exception {
        run("create database fresh");
        DataSource fresh = server.getDatabase("postgres", "fresh");
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(nodes.submit(() -> PlatformMigrations.migrate(fresh)));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        }
        try (Connection connection = fresh.getConnection()) {
            assertThat(Shape.of(connection, "platform")).anyMatch(line -> line.contains("tenant_pk"));
        }
    }
}
