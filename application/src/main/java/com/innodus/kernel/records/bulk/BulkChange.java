package com.innodus.kernel.records.bulk;

import com.innodus.kernel.records.Records;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done to each of many records. */
public sealed interface BulkChange {
    /** Writes these values, by field key. */
    record Edit(Map<String, @Nullable Object> values) implements BulkChange {}

    /**
     * Hands the records over.
     *
     * @param to the new owner, team or both by field key; nobody where the value is null
     */
    record Assign(Map<String, @Nullable Object> to) implements BulkChange {
        public Assign {
            // who may hand records over may not write their other fields for it
            if (!Records.ASSIGNABLE.containsAll(to.keySet())) {
                throw new IllegalArgumentException("Not handed over by " + to.keySet());
            }
        }
    }

    /** Moves them to the recycle bin. */
    record Delete() implements BulkChange {}
}
