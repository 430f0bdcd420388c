package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a list are looked at.
 *
 * @param field whose values are a board's columns, the days of a calendar or the branches of a tree; "" for rows
 */
record Face(Kind kind, String field) {
    enum Kind {
        LIST,
        BOARD,
        CALENDAR,
        TREE
    }

    static final Face LIST = new Face(Kind.LIST, "");

    /** All faces that a type has from its declaration. */
    static List<Face> of(RecordType<?> type) {
        List<Face> faces = new ArrayList<>(List.of(LIST));
        type.fields().stream()
                .filter(Field::isBoardable)
                .forEach(field -> faces.add(new Face(Kind.BOARD, field.key())));
        type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment)
                .forEach(field -> faces.add(new Face(Kind.CALENDAR, field.key())));
        type.linksTo(type.key()).stream()
                .filter(field -> field.type() instanceof FieldType.Link)
                .forEach(field -> faces.add(new Face(Kind.TREE, field.key())));
        return faces;
    }

    /** Reads {@code board.status}; what the type doesn't have is the list. */
    static Face read(RecordType<?> type, @Nullable String text) {
        return of(type).stream()
                .filter(face -> face.text().equals(text))
                .findFirst()
                .orElse(LIST);
    }

    /** Its form in addresses and saved views. */
    String text() {
        return this == LIST ? "" : kind.name().toLowerCase(Locale.ROOT) + "." + field;
    }
}
