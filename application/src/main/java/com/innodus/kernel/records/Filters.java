package com.innodus.kernel.records;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a filter speaks of. */
final class Filters {
    private Filters() {}

    /**
     * Keys of its fields.
     *
     * @throws InvalidFilter when it speaks of other records
     */
    static Set<String> fields(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> fields(parts);
            case Filter.Or(var parts) -> fields(parts);
            case Filter.Not(var part) -> fields(part);
            // of other records, and found by the rights of whoever asks
            case Filter.Related(var way, var ignored) -> throw new InvalidFilter("field", way);
            case Filter.Test test -> Set.of(test.field());
        };
    }

    private static Set<String> fields(List<Filter> parts) {
        return parts.stream().flatMap(part -> fields(part).stream()).collect(Collectors.toSet());
    }

    /** Whether it speaks of other records too. */
    static boolean asksOthers(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> parts.stream().anyMatch(Filters::asksOthers);
            case Filter.Or(var parts) -> parts.stream().anyMatch(Filters::asksOthers);
            case Filter.Not(var part) -> asksOthers(part);
            case Filter.Related ignored -> true;
            case Filter.Test ignored -> false;
        };
    }

    /** Whether what it finds changes with the day, though nothing is written. */
    static boolean isRelative(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> parts.stream().anyMatch(Filters::isRelative);
            case Filter.Or(var parts) -> parts.stream().anyMatch(Filters::isRelative);
            case Filter.Not(var part) -> isRelative(part);
            case Filter.Related(var ignored, var part) -> isRelative(part);
            case Filter.Test test -> test.operator().isRelative();
        };
    }
}
