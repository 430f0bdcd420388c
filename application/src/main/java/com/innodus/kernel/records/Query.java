package com.innodus.kernel.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a list asks for.
 *
 * @param search words that must all be found, "" for everything
 * @param sorts most significant first; the record's id is always the last
 */
public record Query(Filter filter, String search, List<Sort> sorts) {
    /** @param field key of a sortable field, {@code title}, {@code createdAt} or {@code changedAt} */
    public record Sort(String field, boolean ascending) {
        /** Reads {@code -changedAt,city}; what the type can't be sorted by is left out. */
        public static List<Sort> read(RecordType<?> type, String text) {
            List<Sort> sorts = new ArrayList<>();
            for (String part : text.split(",")) {
                String key = part.startsWith("-") ? part.substring(1) : part;
                if (OF_ALL.contains(key)
                        || type.field(key).filter(Field::isSortable).isPresent()) {
                    sorts.add(new Sort(key, !part.startsWith("-")));
                }
            }
            return sorts;
        }

        /** The form that {@link #read} reads. */
        public static String write(List<Sort> sorts) {
            return sorts.stream()
                    .map(sort -> (sort.ascending() ? "" : "-") + sort.field())
                    .collect(Collectors.joining(","));
        }
    }

    /** What lists of every type can be sorted by. */
    private static final Set<String> OF_ALL = Set.of("title", "createdAt", "changedAt");

    public static final Query ALL = new Query(Filter.NONE, "", List.of());

    public Query with(Filter more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Query(filter.isEmpty() ? more : new Filter.And(List.of(filter, more)), search, sorts);
    }
}
