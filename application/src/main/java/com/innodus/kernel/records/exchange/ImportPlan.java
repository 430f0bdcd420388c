package com.innodus.kernel.records.exchange;

import java.util.List;
import java.util.Map;

/**
 * What the user decided about a file.
 *
 * @param columns field by number of column from 0; columns that aren't here are left out
 * @param matchOn fields by which rows recognise records that exist; of these the first that a row fills decides
 * @param createMissing whether options and linked records that don't exist are made rather than the row refused
 */
public record ImportPlan(Map<Integer, String> columns, List<String> matchOn, Policy policy, boolean createMissing) {
    public ImportPlan {
        columns = Map.copyOf(columns);
        matchOn = List.copyOf(matchOn);
    }

    /** What happens to a record that the file brings again. */
    public enum Policy {
        /** It stays as it is. */
        SKIP,
        /** What the file has replaces what the record has; blank cells change nothing. */
        UPDATE,
        /** What the file has fills only what is blank in the record. */
        FILL,
        /** It stays, and the row makes another record. */
        CREATE
    }
}
