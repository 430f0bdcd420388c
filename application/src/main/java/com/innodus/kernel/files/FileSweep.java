package com.innodus.kernel.files;

import com.innodus.kernel.jobs.TenantSweep;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes what no record holds any more: uploads of forms that were never saved, files that a field let go of long ago,
 * and contents without a file, such as those of types that were deleted.
 */
@Component
class FileSweep implements TenantSweep {
    private static final int PORTION = 500;
    private static final Duration WAITING = Duration.ofDays(2);

    /** As long as deleted records wait in the bin. */
    private static final Duration RELEASED = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    FileSweep(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void sweep() {
        delete("attachment", "record_id is null and created_at < ?", WAITING);
        delete("attachment", "released_at < ?", RELEASED);
        // younger than this it may belong to a file whose row is being written
        delete("file_content", "created_at < ? and " + unused(), WAITING);
    }

    private void delete(String table, String where, Duration age) {
        String portion = "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s limit %3$d))"
                .formatted(table, where, PORTION);
        Timestamp before = Timestamp.from(clock.instant().minus(age));
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(
                    status -> jdbc.sql(portion).param(before).update() == PORTION));
        }
    }

    /** Whatever refers to contents, also of modules that this one doesn't know. */
    private String unused() {
        List<String> users =
                transactions.execute(status -> jdbc.sql("""
                        select format('not exists (select 1 from %I u where u.%I = file_content.hash)',
                                      c.relname, a.attname)
                        from pg_catalog.pg_constraint k
                        join pg_catalog.pg_class c on c.oid = k.conrelid
                        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
                        where k.contype = 'f' and k.confrelid = 'file_content'::regclass
                        """).query(String.class).list());
        return users == null ? "false" : users.stream().collect(Collectors.joining(" and "));
    }
}
