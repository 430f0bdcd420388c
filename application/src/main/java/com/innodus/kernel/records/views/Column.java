package com.innodus.kernel.records.views;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list, beside the title which is always the first.
 *
 * @param key of a field, {@code createdAt} or {@code changedAt}
 * @param width as CSS has it, null for what fits
 * @param frozen whether it stays in sight beside the title; null, as in what was stored before, for no
 */
public record Column(
        String key, @Nullable String width, @Nullable Boolean frozen) {
    private static final Set<String> OF_ALL = Set.of("createdAt", "changedAt");

    public Column {
        // it ends in a style attribute
        width = width != null && width.matches("\\d{1,4}(\\.\\d{1,4})?px") ? width : null;
    }

    public Column(String key, @Nullable String width) {
        this(key, width, null);
    }

    public static Column of(String key) {
        return new Column(key, null);
    }

    public boolean stays() {
        return Boolean.TRUE.equals(frozen);
    }

    public Column wide(@Nullable String other) {
        return new Column(key, other, frozen);
    }

    /** The same columns of which the first {@code number} stay in sight: there is nothing between them and the title. */
    public static List<Column> withFirst(int number, List<Column> columns) {
        return java.util.stream.IntStream.range(0, columns.size())
                .mapToObj(i -> new Column(columns.get(i).key(), columns.get(i).width(), i < number ? true : null))
                .toList();
    }

    /** How many of them stay in sight. */
    public static int staying(List<Column> columns) {
        return (int) columns.stream().filter(Column::stays).count();
    }

    /** The columns of a list until its user chooses others. */
    public static List<Column> standard(RecordType<?> type) {
        return type.fields().stream()
                .filter(Field::isInList)
                .map(field -> of(field.key()))
                .toList();
    }

    /** Keys of all columns that a list can have, in order. */
    public static List<String> possible(RecordType<?> type) {
        List<String> titles = type.titleFields().stream().map(Field::key).toList();
        return Stream.concat(
                        type.fields().stream()
                                .map(Field::key)
                                // a title of one field is the first column already
                                .filter(key -> titles.size() > 1 || !titles.contains(key)),
                        Stream.of("createdAt", "changedAt"))
                .toList();
    }

    /** Of columns that were stored once, those that the type has today, each once. */
    public static List<Column> known(RecordType<?> type, List<Column> stored) {
        Set<String> seen = new java.util.HashSet<>();
        return stored.stream()
                .filter(column -> OF_ALL.contains(column.key())
                        || type.field(column.key()).isPresent())
                .filter(column -> seen.add(column.key()))
                .toList();
    }
}
