package com.innodus.kernel.records.bulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done to each of many records. */
public sealed interface BulkChange {
    /** Writes these values, by field key. */
    record Edit(Map<String, @Nullable Object> values) implements BulkChange {}

    /** Hands the records over to a user, or to nobody. */
    record Assign(java.util.@Nullable UUID owner) implements BulkChange {}

    /** Moves them to the recycle bin. */
    record Delete() implements BulkChange {}
}
