package com.innodus.kernel.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The embedded PostgreSQL with its data under {@code <data>/postgres}, kept between runs. One process owns a data
 * folder; a server that a killed owner left running is stopped first.
 */
public final class LocalDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** File in a cluster that was made to the end; a kill in the middle of making it leaves none. */
    private static final String FINISHED = "innodus-finished";

    private final FileChannel lockFile;
    private final EmbeddedPostgres server;

    private LocalDatabase(FileChannel lockFile, EmbeddedPostgres server) {
        this.lockFile = lockFile;
        this.server = server;
    }

    /**
     * Starts the server of a data folder.
     *
     * @throws DataFolderInUse when another process has it
     */
    public static LocalDatabase open(Path data) {
        try {
            Path folder = Files.createDirectories(data.toAbsolutePath());
            FileChannel lockFile = lock(folder);
            Path cluster = folder.resolve("postgres");
            stopLeftOver(cluster);
            putUnfinishedAside(cluster);
            EmbeddedPostgres server = start(folder);
            Files.writeString(cluster.resolve(FINISHED), "");
            // another process finds the running server here
            Files.writeString(folder.resolve("database-url"), server.getJdbcUrl("postgres", "postgres"));
            return new LocalDatabase(lockFile, server);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database could not be started", e);
        }
    }

    /** Address of the server that another process runs on a data folder, if one does. */
    public static Optional<String> runningUrl(Path data) {
        Path folder = data.toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(folder.resolve("database-url")));
        } catch (NoSuchFileException e) {
            throw new StillStarting(folder);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says early, before anything is started, that a data folder can't be had.
     *
     * @throws DataFolderInUse when another process has it
     */
    public static void requireFree(Path data) {
        Path folder = data.toAbsolutePath();
        if (Files.exists(folder.resolve("lock"))) {
            try {
                lock(folder).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            String owner = Files.readString(folder.resolve("lock")).strip();
            channel.close();
            throw new DataFolderInUse(folder, owner);
        }
        Files.deleteIfExists(folder.resolve("database-url"));
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setOverrideWorkingDirectory(folder.resolve("postgres-programs").toFile())
                .setCleanDataDirectory(false)
                // ours closes it after the last request, its own would at once
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "es")
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
    }

    /** Stops the server that a killed process left running on the cluster, if one did. */
    private static void stopLeftOver(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> serves(process, cluster));
        if (server.isPresent()) {
            stop(server.get(), cluster);
        }
        // the number may be another program's by now, and PostgreSQL would shy away from it
        Files.deleteIfExists(pidFile);
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        return process.info().command().orElse("").endsWith("postgres")
                && process.info().commandLine().orElse("").contains(cluster.toString());
    }

    /** By pg_ctl, for the signal that Java sends would wait until each client has gone. */
    private static void stop(ProcessHandle server, Path cluster) throws IOException {
        CompletableFuture<ProcessHandle> exit = server.onExit();
        Path program = Path.of(server.info().command().orElseThrow()).resolveSibling("pg_ctl");
        new ProcessBuilder(program.toString(), "stop", "-D", cluster.toString(), "-m", "fast", "-W")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Moves a cluster away that a kill left half-made; it never held anything, but nothing is deleted here. */
    private static void putUnfinishedAside(Path cluster) throws IOException {
        if (Files.exists(cluster) && !Files.exists(cluster.resolve(FINISHED))) {
            Files.move(cluster, cluster.resolveSibling("postgres-unfinished-" + System.currentTimeMillis()));
        }
    }

    public String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process works with the data folder. */
    public static class DataFolderInUse extends CannotStart {
        private static final long serialVersionUID = 1L;

        DataFolderInUse(Path folder, String pid) {
            super("Another Innodus (process " + pid + ") is using the data folder " + folder + ".");
        }
    }

    /** A server begins on the data folder, and its database isn't there yet. */
    public static class StillStarting extends CannotStart {
        private static final long serialVersionUID = 1L;

        StillStarting(Path folder) {
            super("An Innodus is starting on the data folder " + folder + ": try again in a few seconds.");
        }
    }
}
