package com.innodus.kernel.access;

import com.innodus.kernel.text.Folding;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Rules for passwords (OWASP ASVS 5.0, 6.2): length counts, composition doesn't; the usual ones are refused. */
@Configuration(proxyBeanMethods = false)
public class Passwords {
    public static final int SHORTEST = 10;
    public static final int LONGEST = 128;

    private static final Set<String> USUAL = Set.of(
            "1234567890",
            "0123456789",
            "qwertyuiop",
            "contrasena",
            "contrasena1",
            "contrasena123",
            "password12",
            "password123",
            "passw0rd123",
            "1q2w3e4r5t",
            "abcdefghij",
            "abcd123456",
            "administrador",
            "administrator",
            "bienvenido",
            "bienvenido1",
            "barcelona1",
            "realmadrid",
            "teamomucho",
            "1111111111",
            "0000000000");

    /** Argon2id with 16 MiB, 2 passes: OWASP's minimum is 19 MiB × 2 or equivalent cost. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    }

    /** Key of the sentence that says what is wrong with a new password. */
    public static Optional<String> problem(String password, String email, String name) {
        if (password.length() < SHORTEST) {
            return Optional.of("password.too-short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.too-long");
        }
        String folded = Folding.fold(password);
        boolean guessable = USUAL.contains(folded)
                || folded.chars().distinct().count() < 4
                || contains(folded, email.split("@", 2)[0])
                || contains(folded, name);
        return guessable ? Optional.of("password.guessable") : Optional.empty();
    }

    private static boolean contains(String password, String known) {
        String folded = Folding.fold(known);
        return folded.length() >= 4 && password.contains(folded) && password.length() - folded.length() < 5;
    }
}
