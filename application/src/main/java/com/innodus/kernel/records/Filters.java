package com.innodus.kernel.records;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a filter speaks of. */
final class Filters {
    private Filters() {}

    /** Keys of its fields. */
    static Set<String> fields(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> fields(parts);
            case Filter.Or(var parts) -> fields(parts);
            case Filter.Not(var part) -> fields(part);
            case Filter.Test test -> Set.of(test.field());
        };
    }

    private static Set<String> fields(List<Filter> parts) {
        return parts.stream().flatMap(part -> fields(part).stream()).collect(Collectors.toSet());
    }

    /** Whether what it finds changes with the day, though nothing is written. */
    static boolean isRelative(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> parts.stream().anyMatch(Filters::isRelative);
            case Filter.Or(var parts) -> parts.stream().anyMatch(Filters::isRelative);
            case Filter.Not(var part) -> isRelative(part);
            case Filter.Test test ->
                test.operator() == Filter.Operator.LAST_DAYS || test.operator() == Filter.Operator.NEXT_DAYS;
        };
    }
}
