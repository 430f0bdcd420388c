package com.innodus.kernel.clients;

import com.innodus.kernel.access.TenantCache;
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
    private final TenantCache<String, Boolean> done = new TenantCache<>(Duration.ofHours(1));

    ClientSweep(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void sweep() {
        done.get("", key -> {
            transactions.executeWithoutResult(status -> {
                jdbc.sql("delete from api_grant where expires_at < ?")
                        .param(Timestamp.from(clock.instant()))
                        .update();
                jdbc.sql("delete from personal_token where expires_at < ?")
                        .param(Timestamp.from(clock.instant().minus(PERSONAL)))
                        .update();
            });
            return true;
        });
    }
}
