package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.audit.AuditTrail;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records that must be kept because a law or a court says so (GDPR art. 17.3): nobody makes them unknown meanwhile. */
@Service
@Transactional
public class LegalHolds {
    public static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final Records records;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    LegalHolds(JdbcClient jdbc, Records records, Access access, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    public record Hold(String reason, Instant since) {}

    /** Why a record that the acting user may read must be kept, if it must. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<Hold> of(RecordType<E> type, UUID record) {
        records.get(type, record);
        return jdbc.sql("select reason, held_at from legal_hold where record_type = ? and record_id = ?")
                .params(type.key(), record)
                .query((row, number) ->
                        new Hold(row.getString(1), row.getTimestamp(2).toInstant()))
                .optional();
    }

    /** Those of the records that must be kept. */
    @Transactional(readOnly = true)
    public Set<UUID> among(RecordType<?> type, Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("select record_id from legal_hold where record_type = ? and record_id = any(?)")
                .params(type.key(), ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /**
     * Says that a record must be kept.
     *
     * @throws InvalidRecord when the reason is missing or too long
     */
    public <E extends BaseRecord> void place(RecordType<E> type, UUID record, String reason) {
        demand(type, record);
        String clean = reason.replace("\0", "").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_REASON) {
            throw new InvalidRecord(List.of(
                    clean.isEmpty()
                            ? Problem.of("reason", "error.required")
                            : Problem.of("reason", "error.too-long", Integer.toString(LONGEST_REASON))));
        }
        jdbc.sql("""
                        insert into legal_hold (id, record_type, record_id, reason, held_by, held_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (record_type, record_id) do update set reason = excluded.reason
                        """)
                .params(
                        UUID.randomUUID(),
                        type.key(),
                        record,
                        clean,
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        audit.note("privacy.held", type.subject() + "|" + record);
    }

    /** Says that it needn't be kept any more. */
    public <E extends BaseRecord> void lift(RecordType<E> type, UUID record) {
        demand(type, record);
        if (jdbc.sql("delete from legal_hold where record_type = ? and record_id = ?")
                        .params(type.key(), record)
                        .update()
                > 0) {
            audit.note("privacy.released", type.subject() + "|" + record);
        }
    }

    private <E extends BaseRecord> void demand(RecordType<E> type, UUID record) {
        if (!access.has(SpecialRight.ERASE) || !records.may(type, records.get(type, record), Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
    }
}
