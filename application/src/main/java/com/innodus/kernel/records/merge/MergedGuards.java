package com.innodus.kernel.records.merge;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.records.RecordType;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a closed record holds stays closed when it becomes part of another: that one is closed, too. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergedGuards {
    private final JdbcClient jdbc;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    MergedGuards(JdbcClient jdbc, Access access, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** The people who alone may know of the record that stays; null when it is open. */
    record Change(@Nullable Set<UUID> before, @Nullable Set<UUID> after) {}

    boolean any(Collection<UUID> ids) {
        return !of(ids).isEmpty();
    }

    private Map<UUID, Set<UUID>> of(Collection<UUID> ids) {
        Map<UUID, Set<UUID>> guards = new HashMap<>();
        jdbc.sql("select record_id, people from record_guard where record_id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(row -> {
                    guards.put(row.getObject(1, UUID.class), new LinkedHashSet<>(List.of((UUID[])
                            row.getArray(2).getArray())));
                });
        return guards;
    }

    /** Leaves only those who might know of all of the records, and who merges them. */
    Change unite(RecordType<?> type, UUID kept, List<UUID> others) {
        Map<UUID, Set<UUID>> closed = of(others);
        Set<UUID> before = of(List.of(kept)).get(kept);
        if (closed.isEmpty()) {
            return new Change(before, before);
        }
        Set<UUID> after =
                new LinkedHashSet<>(before == null ? closed.values().iterator().next() : before);
        closed.values().forEach(after::retainAll);
        after.add(CurrentActor.get().id());
        if (!after.equals(before)) {
            set(type, kept, after);
        }
        return new Change(before, after);
    }

    /**
     * Gives the record back to those who might know of it, unless somebody has decided otherwise since. One that the
     * merge closed stays closed until somebody opens it: its history tells what was closed.
     */
    void part(RecordType<?> type, UUID kept, Change change) {
        if (change.before() != null
                && !Objects.equals(change.before(), change.after())
                && Objects.equals(of(List.of(kept)).get(kept), change.after())) {
            set(type, kept, change.before());
        }
    }

    private void set(RecordType<?> type, UUID record, Set<UUID> people) {
        if (!access.has(SpecialRight.CLOSE)) {
            throw new Forbidden(Operation.EDIT, "who may know of " + type.key());
        }
        jdbc.sql("""
                        insert into record_guard (record_id, record_type, people, closed_by, closed_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (record_id) do update set people = excluded.people
                        """)
                .params(
                        record,
                        type.key(),
                        people.toArray(UUID[]::new),
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        audit.note(
                "record.closed",
                type.subject() + "|" + record,
                com.innodus.kernel.audit.Change.fact("#audit.people", people.size()));
    }
}
