package com.innodus.kernel.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String SECRET = "el secreto de José 🔑";

    @TempDir
    Path data;

    @Test
    void aSecretComesBackAfterARestartAndIsNeverWrittenTheSameTwice() {
        String once = secrets(null).encrypt(SECRET, "a/1");
        assertThat(once).doesNotContain("secreto").isNotEqualTo(secrets(null).encrypt(SECRET, "a/1"));
        assertThat(secrets(null).decrypt(once, "a/1")).isEqualTo(SECRET);
    }

    @Test
    void itIsReadableInItsOwnPlaceWithItsOwnKeyAndUnchangedOnly() {
        String encrypted = secrets(null).encrypt(SECRET, "a/1");
        String changed =
                encrypted.substring(0, encrypted.length() - 4) + (encrypted.endsWith("AAAA") ? "BBBB" : "AAAA");
        Secrets other = secrets(Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(() -> secrets(null).decrypt(encrypted, "b/1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets(null).decrypt(changed, "a/1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.decrypt(encrypted, "a/1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets("c2hvcnQ=")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theKeyIsForTheInstallationsUserAlone() throws IOException {
        secrets(null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret-key"))))
                .isEqualTo("rw-------");
    }

    private Secrets secrets(@Nullable String key) {
        return new Secrets(new InnodusProperties(
                "localhost", "http", null, data, null, null, null, 4, false, key, 300_000, Duration.ofDays(30)));
    }
}
