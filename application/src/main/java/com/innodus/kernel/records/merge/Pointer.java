package com.innodus.kernel.records.merge;

import org.jspecify.annotations.Nullable;

/**
 * Where something points at records, besides the links that record types declare. Each module says it of its own tables,
 * with a bean; when records are merged, what points at the others is led to the one that stays.
 */
public sealed interface Pointer {
    /** The table whose rows point. */
    String table();

    /** Column that tells a row among those of one record. */
    String key();

    /** What it is called among the pointers. */
    default String source() {
        return table();
    }

    /**
     * Rows that belong to a record by {@code record_type} and {@code record_id}.
     *
     * @param once column of which a record has each value only once, such as the user of a follower; null when there is none
     */
    record Belonging(String table, String key, @Nullable String once) implements Pointer {
        public Belonging(String table) {
            this(table, "id", null);
        }
    }

    /** A column that holds the id of a record of one type. */
    record Column(String table, String key, String column, String recordType) implements Pointer {
        @Override
        public String source() {
            return table + "." + column;
        }
    }

    /**
     * Text in which ids of records stand, such as a stored filter.
     *
     * @param json whether the column is JSONB
     */
    record Text(String table, String key, String column, boolean json) implements Pointer {
        @Override
        public String source() {
            return table + "." + column;
        }
    }
}
