package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import java.util.List;
import java.util.Set;
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
        RecordType<E> whole = types.seen(type);
        return locked.isEmpty() ? whole : whole.seenBy(access.hiddenFields(type.key()), locked);
    }

    /** Fields that the acting user may not read. */
    <E extends BaseRecord> List<Field<E>> hidden(RecordType<E> type) {
        Set<String> hidden = access.hiddenFields(type.key());
        return hidden.isEmpty()
                ? List.of()
                : types.seen(type).fields().stream()
                        .filter(field -> !field.isTitle() && hidden.contains(field.key()))
                        .toList();
    }
}
