package com.innodus.kernel.records;

import com.innodus.kernel.text.Folding;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that a record is found by. */
final class SearchText {
    /** It stands beside the title in an index, whose rows PostgreSQL limits to 2,704 bytes. */
    private static final int MOST_BYTES = 1_200;

    /** Ends each line; folded texts have none. */
    static final String LINE = "\n";

    private SearchText() {}

    /** What a record is found by: a line for each searchable field, so that a search can leave fields out. */
    static <E extends BaseRecord> String of(RecordType<E> type, E record) {
        String lines = fields(type).stream()
                .map(field -> Folding.fold(of(field.get(record))))
                .collect(Collectors.joining(LINE));
        return cut(lines.replaceAll(LINE + "+$", ""));
    }

    /** The fields of the lines, in order. */
    static <E extends BaseRecord> List<Field<E>> fields(RecordType<E> type) {
        return type.fields().stream().filter(Field::isSearchable).toList();
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
