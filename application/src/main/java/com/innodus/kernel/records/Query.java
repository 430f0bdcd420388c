package com.innodus.kernel.records;

import com.innodus.kernel.access.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list asks for.
 *
 * @param search words that must all be found, "" for everything
 * @param sorts most significant first; the record's id is always the last
 * @param purpose only records on which the acting user may do that, too; null for reading
 */
public record Query(
        Filter filter,
        String search,
        List<Sort> sorts,
        @Nullable Operation purpose) {
    /** Letters of a search; what records are found by is hardly longer. */
    private static final int LONGEST_SEARCH = 1_000;

    public Query {
        // PostgreSQL takes no NUL
        String clean = search.replace("\0", "");
        search = clean.substring(0, Math.min(clean.length(), LONGEST_SEARCH));
    }

    public Query(Filter filter, String search, List<Sort> sorts) {
        this(filter, search, sorts, null);
    }

    /** @param field key of a sortable field, {@code title}, {@code createdAt} or {@code changedAt} */
    public record Sort(String field, boolean ascending) {
        /** Reads {@code -changedAt,city}; what the type can't be sorted by, or is sorted by already, is left out. */
        public static List<Sort> read(RecordType<?> type, String text) {
            List<Sort> sorts = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (String part : text.split(",")) {
                String key = part.startsWith("-") ? part.substring(1) : part;
                boolean possible = OF_ALL.contains(key)
                        || type.field(key).filter(Field::isSortable).isPresent();
                if (possible && seen.add(key)) {
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
        return new Query(filter.isEmpty() ? more : new Filter.And(List.of(filter, more)), search, sorts, purpose);
    }

    /** The same records, as far as the acting user may also do that to them. */
    public Query to(@Nullable Operation operation) {
        return new Query(filter, search, sorts, operation);
    }
}
