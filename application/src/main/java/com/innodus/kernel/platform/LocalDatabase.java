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
            stopLeftOver(folder.resolve("postgres"));
            EmbeddedPostgres server = start(folder);
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
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /** Stops the server that postmaster.pid names, if that process really is a PostgreSQL. */
    private static void stopLeftOver(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        Optional<ProcessHandle> process = ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").contains("postgres"));
        if (process.isPresent()) {
            process.get().destroy();
            await(process.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static void await(ProcessHandle process) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
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
    public static class DataFolderInUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DataFolderInUse(Path folder, String pid) {
            super("Another Innodus (process " + pid + ") is using the data folder " + folder);
        }
    }
}
