package com.innodus.kernel.records;

import com.innodus.kernel.jobs.TenantSweep;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Computes the derived fields of whole types anew, in slices that each are a transaction: after a formula changed, when
 * too many records follow from one, and once a day where a formula speaks of today. A slice that was interrupted is done
 * again; two nodes take turns.
 */
@Component
class DerivedRefresh implements TenantSweep {
    /** So that no tenant keeps the others waiting. */
    private static final int MOST_SLICES = 40;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Derivations derivations;
    private final RecordTypes types;
    private final Clock clock;

    DerivedRefresh(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Derivations derivations,
            RecordTypes types,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.derivations = derivations;
        this.types = types;
        this.clock = clock;
    }

    private record Due(String type, UUID after) {}

    @Override
    public void sweep() {
        types.derived().daily().forEach(type -> transactions.executeWithoutResult(status -> startDay(type)));
        for (int slices = 0; slices < MOST_SLICES; slices++) {
            if (!Boolean.TRUE.equals(transactions.execute(status -> slice()))) {
                return;
            }
        }
    }

    /** Begins the round of a day, once. */
    private void startDay(String type) {
        Date today = Date.valueOf(LocalDate.ofInstant(clock.instant(), Predicates.ZONE));
        int begun = jdbc.sql("""
                        insert into derived_day (record_type, day) values (?, ?)
                        on conflict (record_type) do update set day = excluded.day where derived_day.day < excluded.day
                        """).params(type, today).update();
        if (begun > 0) {
            derivations.later(type);
        }
    }

    /** Whether there was anything to do. */
    private boolean slice() {
        Optional<Due> due = jdbc.sql("select record_type, after_id from derived_refresh limit 1 for update skip locked")
                .query((row, number) -> new Due(row.getString(1), row.getObject(2, UUID.class)))
                .optional();
        due.ifPresent(each -> {
            Optional<UUID> last =
                    types.byKey(each.type()).flatMap(type -> derivations.refreshBehind(type, each.after()));
            if (last.isPresent()) {
                jdbc.sql("update derived_refresh set after_id = ? where record_type = ?")
                        .params(last.get(), each.type())
                        .update();
            } else {
                jdbc.sql("delete from derived_refresh where record_type = ?")
                        .param(each.type())
                        .update();
            }
        });
        return due.isPresent();
    }
}
