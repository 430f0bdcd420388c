package com.innodus.kernel.records.views;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant arranges sheet and form of a type. Only an order: what isn't shown can still be read by who may, and a
 * field that it doesn't know yet stands where its type puts it.
 *
 * @param hidden keys of the fields that aren't shown
 */
public record Layout(List<Part> parts, Set<String> hidden) {
    /**
     * A section.
     *
     * @param title as the tenant wrote it; null for a section of the product
     * @param columns of the form, 1 or 2
     */
    public record Part(String key, @Nullable String title, int columns, List<String> fields) {
        RecordType.Section section(List<String> shown) {
            return new RecordType.Section(key, title, shown);
        }
    }

    /** A section as it is shown. */
    public record Placed(RecordType.Section section, int columns) {}

    /** As the type itself arranges its fields. */
    public static Layout of(RecordType<?> type) {
        return new Layout(type.sections().stream().map(Layout::part).toList(), Set.of());
    }

    private static Part part(RecordType.Section section) {
        return new Part(section.key(), section.title(), 2, section.fields());
    }

    /** The fields of a type in this order; without those that the type, as somebody sees it, doesn't have. */
    public Layout of(RecordType<?> type, boolean withHidden) {
        Map<String, Part> placed = new LinkedHashMap<>();
        Set<String> done = new HashSet<>();
        Set<String> left = new HashSet<>();
        hidden.stream()
                .filter(key -> type.field(key).isPresent() && isHideable(type.require(key)))
                .forEach(left::add);
        for (Part part : parts) {
            List<String> fields = new ArrayList<>(part.fields().stream()
                    .filter(key -> type.field(key).isPresent() && !left.contains(key) && done.add(key))
                    .toList());
            placed.put(part.key(), new Part(part.key(), part.title(), part.columns(), fields));
        }
        for (RecordType.Section section : type.sections()) {
            for (String key : section.fields()) {
                if (!left.contains(key) && done.add(key)) {
                    placed.computeIfAbsent(section.key(), name -> new Part(name, section.title(), 2, new ArrayList<>()))
                            .fields()
                            .add(key);
                }
            }
        }
        List<Part> all = placed.values().stream()
                .filter(part -> withHidden || !part.fields().isEmpty())
                .toList();
        return new Layout(all, withHidden ? left : Set.of());
    }

    /** What a record can't be made without, be it under a condition, stands in its form. */
    public static boolean isHideable(Field<?> field) {
        boolean mayBeDemanded =
                field.definition().filter(own -> own.requiredWhen() != null).isPresent();
        return !field.isRequired() && !field.isTitle() && !mayBeDemanded;
    }

    List<Placed> placed(RecordType<?> type) {
        return of(type, false).parts().stream()
                .map(part -> new Placed(part.section(part.fields()), part.columns()))
                .toList();
    }
}
