package com.innodus.kernel.records;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that a value adds to its record's search text. */
final class SearchText {
    private SearchText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case ContactPoint point -> point.value();
            case PostalAddress address -> address.oneLine();
            case Collection<?> several -> several.stream().map(SearchText::of).collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }
}
