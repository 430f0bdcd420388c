package com.innodus.crm.operators;

import com.innodus.kernel.access.Backoff;
import com.innodus.kernel.platform.DatabaseConfiguration;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** The people who run the platform. They are no users of any tenant. */
@Service
public class Operators {
    private final JdbcClient platform;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Operators(
            @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platformJdbc,
            PasswordEncoder passwords,
            Clock clock) {
        this.platform = platformJdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    public record Operator(UUID id, String email, String name) implements java.io.Serializable {}

    /**
     * Adds an operator.
     *
     * @throws OperatorExists when somebody has the address
     */
    public Operator create(String email, String name, String password) {
        UUID id = UUID.randomUUID();
        try {
            platform.sql("insert into operator (id, email, name, password_hash) values (?, ?, ?, ?)")
                    .params(id, email, name, passwords.encode(password))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new OperatorExists(email);
        }
        return new Operator(id, email, name);
    }

    private record Credentials(
            Operator operator, String hash, @Nullable Instant lockedUntil) {}

    /** The operator, when the password is right and no wait is due; wrong ones make the next attempts wait. */
    public Optional<Operator> logIn(String email, String password) {
        Optional<Credentials> found = platform.sql(
                        "select id, email, name, password_hash, locked_until from operator where lower(email) = lower(?)")
                .param(email.replace("\0", ""))
                .query((row, number) -> new Credentials(
                        new Operator(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant()))
                .optional();
        Instant now = clock.instant();
        if (found.isEmpty() || isLocked(found.get(), now)) {
            // the same work as for one who may try, so that timing tells nothing
            passwords.encode(password);
            return Optional.empty();
        }
        Credentials credentials = found.get();
        if (!passwords.matches(password, credentials.hash())) {
            noteFailure(credentials.operator().id(), now);
            return Optional.empty();
        }
        platform.sql("update operator set failed_attempts = 0, locked_until = null, last_login_at = ? where id = ?")
                .params(Timestamp.from(now), credentials.operator().id())
                .update();
        return Optional.of(credentials.operator());
    }

    private static boolean isLocked(Credentials credentials, Instant now) {
        return credentials.lockedUntil() != null && credentials.lockedUntil().isAfter(now);
    }

    /** Counted by the database, because attempts may come side by side. */
    private void noteFailure(UUID operator, Instant now) {
        int failed = platform.sql(
                        "update operator set failed_attempts = failed_attempts + 1 where id = ? returning failed_attempts")
                .param(operator)
                .query(Integer.class)
                .single();
        Instant until = Backoff.until(failed, now);
        if (until != null) {
            platform.sql("update operator set locked_until = ? where id = ?")
                    .params(Timestamp.from(until), operator)
                    .update();
        }
    }

    /** Another operator has the address. */
    public static class OperatorExists extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OperatorExists(String email) {
            super("There is an operator " + email + " already");
        }
    }
}
