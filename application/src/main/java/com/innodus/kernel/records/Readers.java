package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Access.Held;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.ClosedRecords.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who can read a record, and why: what the gate decides, told in words for each user. */
@Service
@Transactional(readOnly = true)
public class Readers {
    private final Records records;
    private final RowRights rows;
    private final ClosedRecords closed;
    private final Access access;
    private final Users users;

    Readers(Records records, RowRights rows, ClosedRecords closed, Access access, Users users) {
        this.records = records;
        this.rows = rows;
        this.closed = closed;
        this.access = access;
        this.users = users;
    }

    /**
     * A role that lets somebody read the record.
     *
     * @param held null where the record is closed to all but named people and the user reads it all the same
     * @param scope by which the record is one of those that the role reads
     */
    public record Reason(@Nullable Held held, Scope scope) {}

    /**
     * Somebody who can read the record.
     *
     * @param mayEdit whether they can also change it
     */
    public record Reader(User user, List<Reason> reasons, boolean mayEdit) {}

    /** Active users who can read the record, by name; the acting user must be one. */
    public <E extends BaseRecord> List<Reader> of(RecordType<E> type, UUID id) {
        Optional<Guard> guard = closed.of(type, id);
        // what decides may be in fields that the acting user doesn't see
        E record = CurrentActor.as(Actor.SYSTEM, () -> records.get(type, id));
        List<Reader> readers = new ArrayList<>();
        for (User user : users.all()) {
            if (user.state() == User.State.ACTIVE) {
                CurrentActor.run(
                        user.actor(), () -> reader(type, record, guard, user).ifPresent(readers::add));
            }
        }
        return readers;
    }

    private <E extends BaseRecord> Optional<Reader> reader(
            RecordType<E> type, E record, Optional<Guard> guard, User user) {
        List<Reason> reasons = new ArrayList<>();
        for (Map.Entry<Held, Scope> each :
                access.reasons(type.key(), Operation.READ).entrySet()) {
            rows.applies(type, each.getValue(), record)
                    .ifPresent(scope -> reasons.add(new Reason(each.getKey(), scope)));
            if (reasons.isEmpty() && each.getValue() != Scope.NONE && rows.participates(type, record)) {
                reasons.add(new Reason(each.getKey(), Scope.ASSIGNED));
            }
        }
        boolean named = guard.isEmpty() || guard.get().people().contains(user.id());
        if (reasons.isEmpty() || !rows.mayKnow(type, record) || !named && !access.has(SpecialRight.READ_CLOSED)) {
            return Optional.empty();
        }
        if (!named) {
            reasons.addFirst(new Reason(null, Scope.ALL));
        }
        return Optional.of(new Reader(user, reasons, rows.holds(type, Operation.EDIT, record)));
    }
}
