package com.innodus.kernel.records;

import java.util.List;

/**
 * What a list asks for.
 *
 * @param search words that must all be found, "" for everything
 * @param sorts most significant first; the record's id is always the last
 */
public record Query(Filter filter, String search, List<Sort> sorts) {
    /** @param field key of a sortable field, {@code title}, {@code createdAt} or {@code changedAt} */
    public record Sort(String field, boolean ascending) {}

    public static final Query ALL = new Query(Filter.NONE, "", List.of());

    public Query with(Filter more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Query(filter.isEmpty() ? more : new Filter.And(List.of(filter, more)), search, sorts);
    }
}
