package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.DerivedFields.Key;
import com.innodus.kernel.records.DerivedFields.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which fields of a type the acting user may read and write. The title is always readable, because a record is known by
 * it. The gate empties hidden fields and refuses to filter, sort and search by them; faces show {@link #seen}.
 */
@Component
public class FieldRights {
    private final Access access;
    private final RecordTypes types;

    FieldRights(Access access, RecordTypes types) {
        this.access = access;
        this.types = types;
    }

    /** The type as the acting user sees it: without the fields that are hidden, and with others that can't be written. */
    public <E extends BaseRecord> RecordType<E> seen(RecordType<E> type) {
        Set<String> locked = access.lockedFields(type.key());
        Set<String> veiled = veiled(type);
        RecordType<E> whole = types.seen(type);
        if (locked.isEmpty() && veiled.isEmpty()) {
            return whole;
        }
        return whole.seenBy(both(access.hiddenFields(type.key()), veiled), both(locked, veiled));
    }

    /** Fields that the acting user may not read. */
    <E extends BaseRecord> List<Field<E>> hidden(RecordType<E> type) {
        Set<String> hidden = both(access.hiddenFields(type.key()), veiled(type));
        return hidden.isEmpty()
                ? List.of()
                : types.seen(type).fields().stream()
                        .filter(field -> !field.isTitle() && hidden.contains(field.key()))
                        .toList();
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        if (others.isEmpty()) {
            return some;
        }
        Set<String> both = new HashSet<>(some);
        both.addAll(others);
        return both;
    }

    /** Derived fields that would tell the acting user something of what they may not read. */
    private Set<String> veiled(RecordType<?> type) {
        List<Step> steps = types.derived().of(type.key());
        return steps.isEmpty() || CurrentActor.get().isSystem()
                ? Set.of()
                : steps.stream()
                        .map(step -> step.field().key())
                        .filter(field -> !mayKnow(new Key(type.key(), field)))
                        .collect(Collectors.toSet());
    }

    /** Whether the acting user may read the field, and all that it follows from in all records of other types. */
    private boolean mayKnow(Key key) {
        if (access.hiddenFields(key.type()).contains(key.field())) {
            return types.require(key.type())
                    .field(key.field())
                    .filter(Field::isTitle)
                    .isPresent();
        }
        DerivedFields derived = types.derived();
        return derived.isOpen(key)
                || derived.reached(key).stream().allMatch(access::seesAll)
                        && derived.inputs(key).stream().allMatch(this::mayKnow);
    }
}
