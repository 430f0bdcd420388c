package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What lists of options are called: as the fields that choose from them. */
@Component
class ListNames {
    private final RecordTypes types;

    ListNames(RecordTypes types) {
        this.types = types;
    }

    private record Use(RecordType<?> type, String label) {}

    /** Whether the values of a field are keys of lists. */
    static boolean areValuesOf(RecordType<?> type, String field) {
        return type.key().equals(Options.RECORD_TYPE) && field.equals("list");
    }

    /** The name of a list; that of a list which no field chooses from is its key. */
    String of(String list, Locale locale) {
        List<Use> uses = types.all().stream()
                .flatMap(type -> type.fields().stream()
                        .filter(field -> chooses(field.type(), list))
                        .map(field -> new Use(type, type.label(field.key(), locale))))
                .toList();
        String labels = uses.stream().map(Use::label).distinct().collect(Collectors.joining(", "));
        List<RecordType<?>> users =
                uses.stream().<RecordType<?>>map(Use::type).distinct().toList();
        return switch (users.size()) {
            case 0 -> list;
            // several types have a status, each its own
            case 1 -> users.getFirst().pluralName(locale) + " · " + labels;
            default -> labels;
        };
    }

    List<String> sorted(List<String> lists, Locale locale) {
        return lists.stream()
                .sorted(Comparator.comparing(list -> of(list, locale), Collator.getInstance(locale)))
                .toList();
    }

    private static boolean chooses(FieldType type, String list) {
        return switch (type) {
            case FieldType.Choice(String chosen) -> chosen.equals(list);
            case FieldType.Choices(String chosen) -> chosen.equals(list);
            default -> false;
        };
    }
}
