package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that only named people may know of, whatever roles others have: nothing of them is in others' lists, counts,
 * searches, links or notifications.
 */
@Service
@Transactional
public class ClosedRecords {
    private final JdbcClient jdbc;
    private final Records records;
    private final Derivations derivations;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    ClosedRecords(
            JdbcClient jdbc, Records records, Derivations derivations, Access access, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.records = records;
        this.derivations = derivations;
        this.access = access;
        this.clock = clock;
    }

    /** Who alone may know of a record. */
    public record Guard(Set<UUID> people, UUID closedBy, Instant closedAt) {}

    /** The guard of a record that the acting user may read, if it has one. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<Guard> of(RecordType<E> type, UUID record) {
        records.get(type, record);
        return jdbc.sql("select people, closed_by, closed_at from record_guard where record_id = ?")
                .param(record)
                .query((row, number) -> new Guard(
                        new LinkedHashSet<>(List.of((UUID[]) row.getArray(1).getArray())),
                        row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant()))
                .optional();
    }

    /** Whether the acting user may close the record and open it again. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean mayClose(RecordType<E> type, E record) {
        return access.has(SpecialRight.CLOSE) && records.may(type, record, Operation.EDIT);
    }

    /** Closes a record to all but these people; whoever closes it is always one of them. */
    public <E extends BaseRecord> void close(RecordType<E> type, UUID record, Collection<UUID> people) {
        demand(type, record);
        UUID me = CurrentActor.get().id();
        Set<UUID> named = new LinkedHashSet<>(people);
        named.add(me);
        jdbc.sql("""
                        insert into record_guard (record_id, record_type, people, closed_by, closed_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (record_id) do update set people = excluded.people
                        """)
                .params(record, type.key(), named.toArray(UUID[]::new), me, Timestamp.from(clock.instant()))
                .update();
        audit.note("record.closed", words(type, record), Change.fact("#audit.people", named.size()));
        derivations.followClosing(type, record);
    }

    /** Opens a record to everybody whose roles let them. */
    public <E extends BaseRecord> void open(RecordType<E> type, UUID record) {
        demand(type, record);
        if (jdbc.sql("delete from record_guard where record_id = ?")
                        .param(record)
                        .update()
                > 0) {
            audit.note("record.opened", words(type, record));
        }
        derivations.followClosing(type, record);
    }

    /** By its id: the log is read by people who may not know the record. */
    private static String words(RecordType<?> type, UUID record) {
        return type.subject() + "|" + record;
    }

    private <E extends BaseRecord> void demand(RecordType<E> type, UUID record) {
        if (!mayClose(type, records.get(type, record))) {
            throw new Forbidden(Operation.EDIT, "who may know of " + type.key());
        }
    }
}
