package com.innodus.kernel.records.merge;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What records of a type hold, side by side, and what is proposed to stay of it: of each field what is filled and newest,
 * and of lists and long texts all together.
 *
 * @param records the one that is proposed to stay first, the others as they were made
 * @param rows fields in which they differ
 */
public record SideBySide<E extends BaseRecord>(List<E> records, List<Row<E>> rows) {
    /** Stands for all values together. */
    public static final int TOGETHER = -1;

    /**
     * One field.
     *
     * @param values in the order of the records
     * @param together all of them in one; null where that makes no sense
     * @param proposed index of a value, or {@link #TOGETHER}
     */
    public record Row<E extends BaseRecord>(
            Field<E> field,
            List<@Nullable Object> values,
            @Nullable Object together,
            int proposed) {
        public @Nullable Object value(int choice) {
            return choice == TOGETHER ? together : values.get(choice);
        }
    }

    static <E extends BaseRecord> SideBySide<E> of(RecordType<E> seen, List<E> records, boolean mayAssign) {
        List<Row<E>> rows = seen.fields().stream()
                .filter(field -> field.isWritable() && (mayAssign || !Records.ASSIGNABLE.contains(field.key())))
                .map(field -> row(field, records))
                .filter(row -> new HashSet<>(row.values()).size() > 1)
                .toList();
        return new SideBySide<>(records, rows);
    }

    private static <E extends BaseRecord> Row<E> row(Field<E> field, List<E> records) {
        List<@Nullable Object> values = new ArrayList<>();
        records.forEach(record -> values.add(field.get(record)));
        Object together = together(
                field.type(), values.stream().filter(SideBySide::isFilled).toList());
        int newest = IntStream.range(0, records.size())
                .boxed()
                .filter(i -> isFilled(values.get(i)))
                .max(Comparator.comparing((Integer i) -> records.get(i).getChangedAt())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0);
        return new Row<>(field, values, together, together == null ? newest : TOGETHER);
    }

    private static boolean isFilled(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case String text -> !text.isBlank();
            case Collection<?> several -> !several.isEmpty();
            default -> true;
        };
    }

    private static @Nullable Object together(FieldType type, List<@Nullable Object> filled) {
        if (filled.size() < 2) {
            return null;
        }
        return switch (type) {
            case FieldType.LongText(int longest) -> joined(filled, longest);
            case FieldType.RichText(int longest) -> joined(filled, longest);
            default -> filled.stream().allMatch(Collection.class::isInstance) ? united(filled) : null;
        };
    }

    private static @Nullable String joined(List<@Nullable Object> texts, int longest) {
        String all = texts.stream().distinct().map(String::valueOf).collect(Collectors.joining("\n\n"));
        return all.length() <= longest ? all : null;
    }

    private static List<Object> united(List<@Nullable Object> lists) {
        Set<Object> seen = new LinkedHashSet<>();
        return lists.stream()
                .flatMap(list -> ((Collection<?>) Objects.requireNonNull(list)).stream())
                .map(Object.class::cast)
                .filter(each -> seen.add(each instanceof ContactPoint point ? point.value() : each))
                .toList();
    }
}
