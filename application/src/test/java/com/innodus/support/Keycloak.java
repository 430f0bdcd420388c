package com.innodus.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real identity provider, one for the test run, with two realms: {@code north} and {@code south}. Each has a carmen
 * (carmen@casa.test, verified) and a bruno (bruno@casa.test, not verified).
 */
public final class Keycloak {
    public static final String CLIENT = "innodus";
    public static final String SECRET = "a secret of the client";
    public static final String PASSWORD = "carmen y bruno";

    private static final Path HOME = unpacked();
    private static int port;

    private Keycloak() {}

    /** Where the build has put it. */
    private static Path unpacked() {
        try (Stream<Path> folders = Files.list(Path.of("target/keycloak").toAbsolutePath())) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("bin")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Issuer of a realm; starts the server when it isn't running. */
    public static synchronized String issuer(String realm) {
        if (port == 0) {
            start();
        }
        return "http://127.0.0.1:" + port + "/realms/" + realm;
    }

    private static void start() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            // an earlier run's database would keep its realms
            delete(HOME.resolve("data"));
            Path realms = Files.createDirectories(HOME.resolve("data/import"));
            Files.writeString(realms.resolve("north.json"), realm("north"));
            Files.writeString(realms.resolve("south.json"), realm("south"));
            ProcessBuilder builder = new ProcessBuilder(
                    "/bin/sh",
                    HOME.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--import-realm",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port,
                    "--health-enabled=false",
                    "--log-level=warn");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx400m");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(HOME.resolve("keycloak.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            await(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) throws IOException {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(issuer("south")).toURL().openConnection();
                connection.setConnectTimeout(1000);
                connection.setReadTimeout(5000);
                if (connection.getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            pause();
        }
        throw new IllegalStateException("Keycloak doesn't start, see " + HOME.resolve("keycloak.log"));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String realm(String name) {
        return """
                {"realm": "%1$s", "enabled": true, "sslRequired": "none",
                 "clients": [{"clientId": "%2$s", "secret": "%3$s", "enabled": true, "publicClient": false,
                   "standardFlowEnabled": true, "redirectUris": ["*"],
                   "attributes": {"post.logout.redirect.uris": "*", "pkce.code.challenge.method": "S256"}}],
                 "users": [%4$s, %5$s]}
                """.formatted(name, CLIENT, SECRET, user("carmen", true), user("bruno", false));
    }

    private static String user(String name, boolean verified) {
        return """
                {"username": "%s", "enabled": true, "email": "%s@casa.test", "emailVerified": %s,
                 "firstName": "%s", "lastName": "Casas", "credentials": [{"type": "password", "value": "%s"}]}
                """.formatted(name, name, verified, name, PASSWORD);
    }
}
