package com.innodus.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout as the scripts find it: {@code bin} and a jar that starts what is being tested. */
record Checkout(Path root) {
    /** What a process left behind. */
    record Outcome(int code, String out, String err) {}

    static Checkout in(Path root) throws IOException {
        Path scripts = Files.createDirectories(root.resolve("bin"));
        Path source = Path.of("..", "bin").toAbsolutePath().normalize();
        for (String name : List.of("lib.sh", "run", "crm")) {
            Files.copy(source.resolve(name), scripts.resolve(name));
            scripts.resolve(name).toFile().setExecutable(true);
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "com.innodus.crm.Application");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                classPath().map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        Path target = Files.createDirectories(root.resolve("application/target"));
        Path jar = target.resolve("application-test.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        // as if the scripts had already unpacked it
        Path server = Files.createDirectories(target.resolve("server"));
        Files.copy(jar, server.resolve("application.jar"));
        Files.createFile(server.resolve("preparation.log"));
        return new Checkout(root);
    }

    private static Stream<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(java.io.File.pathSeparator));
    }

    /** Starts the product as the scripts would, but quickly and without building. */
    Process java(Path log, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                root.resolve("application/target/application-test.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().putAll(environment);
        return builder.redirectOutput(log.toFile())
                .redirectError(log.resolveSibling(log.getFileName() + ".err").toFile())
                .start();
    }

    /** Runs a script to its end. */
    Outcome script(Map<String, String> environment, String name, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(root, "script", ".out");
        Path err = Files.createTempFile(root, "script", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
