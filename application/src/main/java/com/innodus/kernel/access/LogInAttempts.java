package com.innodus.kernel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Wrong passwords in a row for an address, whether a user has it or not: who must wait says nothing about who exists. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class LogInAttempts {
    private static final int LONGEST_ADDRESS = 254;

    private final JdbcClient jdbc;
    private final Clock clock;

    LogInAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until when nothing is accepted. The address is held until the transaction ends: guesses come one after the other. */
    Optional<Instant> waitUntil(String email) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into log_in_attempt (email, failed, last_at) values (?, 0, ?)
                        on conflict (email) do update set last_at = excluded.last_at returning locked_until
                        """)
                .params(cut(email), Timestamp.from(now))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single()
                .filter(now::isBefore);
    }

    /** Notes a wrong password; until when nothing is accepted now. */
    Optional<Instant> noteWrong(String email) {
        int failed = jdbc.sql("update log_in_attempt set failed = failed + 1 where email = ? returning failed")
                .param(cut(email))
                .query(Integer.class)
                .single();
        Instant until = Backoff.until(failed, clock.instant());
        if (until != null) {
            jdbc.sql("update log_in_attempt set locked_until = ? where email = ?")
                    .params(Timestamp.from(until), cut(email))
                    .update();
        }
        return Optional.ofNullable(until);
    }

    void forget(String email) {
        jdbc.sql("delete from log_in_attempt where email = ?").param(cut(email)).update();
    }

    private static String cut(String email) {
        String clean = email.replace("\0", "");
        return clean.substring(0, Math.min(clean.length(), LONGEST_ADDRESS));
    }
}
