package com.innodus.kernel.records;

import com.innodus.kernel.text.Folding;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that a record is found by. */
final class SearchText {
    /** It stands beside the title in an index, whose rows PostgreSQL limits to 2,704 bytes. */
    private static final int MOST_BYTES = 1_200;

    private SearchText() {}

    /** What a record is found by. */
    static <E extends BaseRecord> String of(RecordType<E> type, E record) {
        return cut(Folding.fold(type.fields().stream()
                .filter(Field::isSearchable)
                .map(field -> of(field.get(record)))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "))));
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        String cut = new String(bytes, 0, MOST_BYTES, StandardCharsets.UTF_8);
        // half a letter at the end
        return cut.substring(0, cut.length() - (cut.endsWith("\uFFFD") ? 1 : 0));
    }

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case ContactPoint point -> point.value();
            case PostalAddress address -> address.oneLine();
            case CheckItem item -> item.text();
            case Collection<?> several -> several.stream().map(SearchText::of).collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }
}
