package com.innodus.kernel.access;

import com.innodus.kernel.jobs.TenantSweep;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets, once an hour, what nobody needs any more: old attempts, sessions and links. */
@Component
class AccessSweep implements TenantSweep {
    private static final Duration ATTEMPTS = Duration.ofDays(1);
    private static final Duration SESSIONS_AND_LINKS = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    AccessSweep(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void sweep() {
        transactions.executeWithoutResult(status -> forget());
    }

    private void forget() {
        delete("delete from log_in_attempt where last_at < ?", ATTEMPTS);
        delete("delete from user_session where last_seen_at < ?", SESSIONS_AND_LINKS);
        delete("delete from one_time_token where expires_at < ?", SESSIONS_AND_LINKS);
    }

    private void delete(String statement, Duration age) {
        jdbc.sql(statement).param(Timestamp.from(clock.instant().minus(age))).update();
    }
}
