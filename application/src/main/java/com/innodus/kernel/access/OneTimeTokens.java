package com.innodus.kernel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Random secrets in links: 256 bits, stored hashed, good for one purpose, one user, one use and a limited time. */
@Service
@Transactional
public class OneTimeTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    OneTimeTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a token is good for, and how long. */
    public enum Purpose {
        CONFIRM_EMAIL(Duration.ofDays(7)),
        RESET_PASSWORD(Duration.ofHours(1)),
        INVITATION(Duration.ofDays(7)),
        /** From the sign-up page on the base host into the new workspace. */
        SIGN_IN(Duration.ofMinutes(2));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }
    }

    /** Makes void what the user has for the purpose. */
    public void revoke(UUID user, Purpose purpose) {
        jdbc.sql("update one_time_token set used_at = ? where user_id = ? and purpose = ? and used_at is null")
                .params(Timestamp.from(clock.instant()), user, purpose.name())
                .update();
    }

    /** A new token; earlier ones of the user for the same purpose are void. */
    public String issue(UUID user, Purpose purpose) {
        revoke(user, purpose);
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        jdbc.sql("insert into one_time_token (id, hash, purpose, user_id, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        hash(token),
                        purpose.name(),
                        user,
                        Timestamp.from(clock.instant().plus(purpose.life)))
                .update();
        return token;
    }

    /** Whose token it is, without using it up. */
    @Transactional(readOnly = true)
    public Optional<UUID> peek(String token, Purpose purpose) {
        return jdbc.sql(
                        "select user_id from one_time_token where hash = ? and purpose = ? and used_at is null and expires_at > ?")
                .params(hash(token), purpose.name(), Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** Uses the token up; empty when it is wrong, used or too old. */
    public Optional<UUID> redeem(String token, Purpose purpose) {
        return jdbc.sql("""
                        update one_time_token set used_at = ?
                        where hash = ? and purpose = ? and used_at is null and expires_at > ? returning user_id
                        """)
                .params(Timestamp.from(clock.instant()), hash(token), purpose.name(), Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
