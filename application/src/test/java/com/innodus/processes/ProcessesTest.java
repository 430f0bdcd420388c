package com.innodus.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.records.exchange.ImportPlan;
import com.innodus.processes.Checkout.Outcome;
import com.innodus.support.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Whole servers as processes of their own, killed and stopped; they share a data folder, so the order counts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessesTest {
    private static final int ROWS = 8_000;
    private static final String PASSWORD = "tres tristes tigres";

    @TempDir
    static Path folder;

    private static Checkout checkout;
    private static Path data;
    private static int port;
    private static Process server;

    @BeforeAll
    static void startFirst() throws IOException {
        checkout = Checkout.in(folder.resolve("innodus"));
        data = folder.resolve("data");
        port = freePort();
        server = start();
    }

    @AfterAll
    static void stopAll() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> settings(int onPort, Path dataFolder) {
        return Map.of(
                "SERVER_PORT",
                Integer.toString(onPort),
                "INNODUS_DATA",
                dataFolder.toString(),
                "INNODUS_DEMO",
                "false");
    }

    private static Process start() throws IOException {
        Process process = checkout.java(folder.resolve("server.log"), settings(port, data));
        await(Duration.ofSeconds(90), () -> process.isAlive() ? answers() : failed(process));
        return process;
    }

    private static boolean failed(Process process) {
        try {
            throw new AssertionError("the server ended with " + process.exitValue() + ": "
                    + Files.readString(folder.resolve("server.log"))
                    + Files.readString(folder.resolve("server.log.err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers() {
        try {
            return new Visitor(port, "localhost").get("/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void await(Duration patience, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static JdbcClient database() {
        try {
            return JdbcClient.create(new DriverManagerDataSource(Files.readString(data.resolve("database-url"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome crm(String... arguments) throws Exception {
        return checkout.script(Map.of("INNODUS_DATA", data.toString(), "INNODUS_PASSWORD", PASSWORD), "crm", arguments);
    }

    private static Outcome runToItsEnd(int onPort, Path dataFolder) throws Exception {
        Path log = Files.createTempFile(folder, "other", ".log");
        Process other = checkout.java(log, settings(onPort, dataFolder));
        if (!other.waitFor(60, TimeUnit.SECONDS)) {
            kill(other);
        }
        return new Outcome(
                other.exitValue(),
                Files.readString(log),
                Files.readString(log.resolveSibling(log.getFileName() + ".err")));
    }

    private static int inTenant(String question) {
        return database().sql(question).query(Integer.class).single();
    }

    @Test
    @Order(1)
    void aSecondServerOnTheDataFolderSaysSoInOneLine() throws Exception {
        Outcome outcome = runToItsEnd(freePort(), data);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains(data.toString(), Long.toString(server.pid()));
        assertThat(answers()).isTrue();
    }

    @Test
    @Order(2)
    void aBusyPortIsSaidInOneLineBeforeAnythingIsStarted() throws Exception {
        Path untouched = folder.resolve("untouched");
        Outcome outcome = runToItsEnd(port, untouched);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).singleElement().asString().contains("Port " + port);
        assertThat(untouched).doesNotExist();
    }

    @Test
    @Order(3)
    void commandsWorkOnTheDatabaseOfTheRunningServer() throws Exception {
        Outcome made = crm(
                "tenant",
                "create",
                "--slug",
                "agora",
                "--name",
                "Fundación Ágora",
                "--admin-email",
                "ana@agora.test",
                "--json");
        assertThat(made.err()).isEmpty();
        assertThat(made.code()).isZero();
        assertThat(made.out().lines()).hasSize(1);
        assertThat(new JsonMapper().readTree(made.out()).get("name").asString()).isEqualTo("Fundación Ágora");
        await(
                Duration.ofSeconds(10),
                () -> new Visitor(port, "agora.localhost").get("/login").status() == 200);
    }

    @Test
    @Order(4)
    void afterAKillTheServerStartsAgainAtOnceAndAnImportThatWasKilledGoesOn() throws Exception {
        UUID job = requestImport();
        kill(server);
        // its PostgreSQL is still there
        assertThat(inTenant("select count(*) from platform.tenant")).isEqualTo(1);

        Instant begin = Instant.now();
        server = start();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(60));
        await(Duration.ofSeconds(60), () -> inTenant("select rows_done from t_agora.import_job") >= 400);
        kill(server);

        int done = inTenant("select rows_done from t_agora.import_job");
        assertThat(done).isBetween(400, ROWS - 1);
        assertThat(inTenant("select count(*) from t_agora.organisation"))
                .isEqualTo(inTenant("select created from t_agora.import_job"))
                .isEqualTo(done);
        // as if the dead worker's lease had run out
        database().sql("update t_agora.import_job set lease_until = now()").update();

        server = start();
        await(
                Duration.ofSeconds(120),
                () -> database()
                        .sql("select state from t_agora.import_job where id = ?")
                        .param(job)
                        .query(String.class)
                        .single()
                        .equals("DONE"));
        assertThat(inTenant("select count(*) from t_agora.organisation")).isEqualTo(ROWS);
        assertThat(inTenant("select count(distinct name) from t_agora.organisation"))
                .isEqualTo(ROWS);
    }

    private static UUID requestImport() {
        JdbcClient database = database();
        byte[] file = ("Nombre\n"
                        + IntStream.range(0, ROWS)
                                .mapToObj(i -> "Organización " + i)
                                .collect(Collectors.joining("\n")))
                .getBytes(StandardCharsets.UTF_8);
        database.sql("insert into t_agora.file_content (hash, content) values ('big', ?)")
                .param(file)
                .update();
        UUID job = UUID.randomUUID();
        database.sql("""
                        insert into t_agora.import_job (id, record_type, file_name, content_hash, plan, state, rows_total, started_by)
                        select ?, 'organisation', 'big.csv', 'big', ?::jsonb, 'RUNNING', ?, id from t_agora.app_user
                        """)
                .params(
                        job,
                        new JsonMapper()
                                .writeValueAsString(
                                        new ImportPlan(Map.of(0, "name"), List.of(), ImportPlan.Policy.CREATE, false)),
                        ROWS)
                .update();
        return job;
    }

    @Test
    @Order(5)
    void ctrlCStopsServerAndDatabase() throws Exception {
        int databasePort =
                Integer.parseInt(Files.readString(data.resolve("database-url")).replaceAll(".*:(\\d+)/.*", "$1"));
        Instant begin = Instant.now();
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (ServerSocket free = new ServerSocket(databasePort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    @Order(6)
    void commandsWorkWithoutAServerAndLeaveNothingRunning() throws Exception {
        Outcome list = crm("tenant", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("agora", "ACTIVE", "Fundación Ágora");
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(crm("tenant", "show", "nobody").code()).isEqualTo(3);
    }
}
