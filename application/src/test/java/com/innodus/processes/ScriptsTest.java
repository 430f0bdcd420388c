package com.innodus.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts say before any Java runs. */
class ScriptsTest {
    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Checkout.in(folder.resolve("innodus"));
    }

    private Path fakeJava(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(
                    home.resolve("bin").resolve(program),
                    "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2021-09-14' >&2\necho '    java.home = "
                            + home + "' >&2\n");
            file.toFile().setExecutable(true);
        }
        return home;
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.9", "24.0.2", "1.8.0_392", "nonsense"})
    void aJdkThatIsTooOldIsSaidInOneLine(String version) throws Exception {
        Path home = fakeJava(version);
        Map<String, String> environment = Map.of(
                "JAVA_HOME", home.toString(), "PATH", home.resolve("bin") + ":/usr/bin:/bin", "INNODUS_JVMS", "");
        for (String script : new String[] {"run", "crm"}) {
            Checkout.Outcome outcome = checkout.script(environment, script);
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines()).singleElement().asString().contains("JDK 25", home.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "80 80", "123456", ""})
    void whatIsNoPortIsSaidInOneLine(String port) throws Exception {
        Checkout.Outcome outcome = checkout.script(Map.of(), "run", "--port", port);
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err().lines()).singleElement().asString().contains("port");
    }

    @Test
    void helpListsEveryFlagAndItsVariable() throws Exception {
        Checkout.Outcome outcome = checkout.script(Map.of(), "run", "--help");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("--port", "--data", "--no-demo", "--database-url", "--base-host")
                .contains("INNODUS_PORT", "INNODUS_DATA", "INNODUS_DEMO", "INNODUS_DATABASE_URL", "INNODUS_BASE_HOST");
        assertThat(checkout.script(Map.of(), "run", "--nonsense").code()).isEqualTo(2);
    }
}
