package com.innodus.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger takes the OpenAPI document, has a client made of it, and writes a program upon that. */
class GeneratedClientTest extends ApiServer {
    /** The generator with all that it and its clients need, so that nothing of the product comes into play. */
    private static final Path GENERATOR = Path.of("target/openapi-generator/generator.jar");

    @TempDir
    Path folder;

    @Test
    void theClientOfTheDocumentWorks() throws Exception {
        Tenant tenant = newTenant();
        String token = tokenOf(tenant, "*");
        Path document = folder.resolve("openapi.json");
        Files.write(
                document, at(tenant).bearing(token).get("/api/v1/openapi.json").body());

        run(
                "-jar",
                GENERATOR.toString(),
                "generate",
                "-g",
                "java",
                "-i",
                document.toString(),
                "-o",
                folder.resolve("client").toString(),
                "--additional-properties",
                "library=native,openApiNullable=false,useJakartaEe=true,invokerPackage=com.innodus.client,"
                        + "apiPackage=com.innodus.client.api,modelPackage=com.innodus.client.model,hideGenerationTimestamp=true",
                "--global-property",
                "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(classes);

        // the names of tenants' hosts lead to this machine in browsers, but not in Java
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 %s.localhost%n".formatted(tenant.slug()));
        String said = run(
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                classPath(classes),
                "shop.Shop",
                "http://%s.localhost:%d".formatted(tenant.slug(), port),
                token);
        assertThat(said).contains("all good");
    }

    private static String classPath(Path classes) {
        String annotations = jakarta.annotation.Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return String.join(java.io.File.pathSeparator, classes.toString(), GENERATOR.toString(), annotations);
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = new ArrayList<>(List.of(Path.of("src/test/resources/api/Shop.java")));
        try (Stream<Path> made = Files.walk(folder.resolve("client/src/main/java"))) {
            made.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath(classes)),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(good).as(said.toString()).isTrue();
        }
    }

    private String run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
