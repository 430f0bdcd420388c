package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Ways.Way;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A filter as people read it, however deep it goes. */
final class FilterWords {
    private final Operands operands;
    private final Locale locale;

    FilterWords(Operands operands, Locale locale) {
        this.operands = operands;
        this.locale = locale;
    }

    String of(RecordType<?> type, Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> joined(type, parts, "filter.and");
            case Filter.Or(var parts) -> joined(type, parts, "filter.or");
            case Filter.Not(Filter.Related(var way, var part))
            when !isField(way, part) -> linked(type, way, part, "filter.hasnt");
            case Filter.Not(var part) -> text("filter.not.text", of(type, part));
            case Filter.Related(var way, var part)
            when isField(way, part) ->
                operands.ways()
                        .find(type, way)
                        .map(found -> text("filter.path", found.label(locale), of(found.to(), part)))
                        .orElse("?");
            case Filter.Related(var way, var part) -> linked(type, way, part, "filter.has");
            case Filter.Test test -> test(type, test);
        };
    }

    /** Whether it reads as one of the record's own values. */
    private static boolean isField(String way, Filter part) {
        return !way.contains(".") && Conditions.test(part) != null && !(part instanceof Filter.Not);
    }

    private String linked(RecordType<?> type, String text, Filter part, String key) {
        Optional<Way> way = operands.ways().find(type, text);
        if (way.isEmpty()) {
            return text(key, "?");
        }
        String linked = text(key, way.get().label(locale));
        return part.isEmpty()
                ? linked
                : text("filter.where", linked, of(way.get().to(), part));
    }

    private String joined(RecordType<?> type, List<Filter> parts, String joint) {
        return parts.stream()
                .map(part -> part instanceof Filter.And || part instanceof Filter.Or
                        ? "(" + of(type, part) + ")"
                        : of(type, part))
                .collect(Collectors.joining(" " + text(joint) + " "));
    }

    private String test(RecordType<?> type, Filter.Test test) {
        String label = type.field(test.field()).isPresent()
                ? type.label(test.field(), locale)
                : text("list.column." + test.field());
        if (test.operator().speaksOfStretch()) {
            return text(
                    "filter.stretch",
                    label,
                    stretch(test.operator(), test.operands().getFirst(), locale));
        }
        String values = operands.text(type, test, locale);
        return label + " " + text("operator." + test.operator().word()) + (values.isEmpty() ? "" : " " + values);
    }

    /** A stretch of the calendar seen from today, such as "last week". */
    static String stretch(Operator operator, String unit, Locale locale) {
        return Texts.text(locale, "stretch." + operator.word() + "." + unit);
    }

    private String text(String key, Object... arguments) {
        return Texts.text(locale, key, arguments);
    }
}
