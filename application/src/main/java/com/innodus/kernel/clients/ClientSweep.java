package com.innodus.kernel.clients;

import com.innodus.kernel.jobs.TenantSweep;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets, once an hour, tokens that are over. */
@Component
class ClientSweep implements TenantSweep {
    private static final Duration PERSONAL = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    ClientSweep(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void sweep() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("delete from api_grant where expires_at < ?")
                    .param(Timestamp.from(clock.instant()))
                    .update();
            jdbc.sql("delete from personal_token where expires_at < ?")
                    .param(Timestamp.from(clock.instant().minus(PERSONAL)))
                    .update();
        });
    }
}
