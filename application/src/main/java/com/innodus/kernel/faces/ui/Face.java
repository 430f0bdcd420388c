package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a list are looked at.
 *
 * @param field whose values are a board's columns, the days of a calendar, the branches of a tree, the bars of a chart or
 *     the groups of rows; "" for rows
 * @param measure key of the amount that a chart adds up, "" for how many there are; or of the field by whose values groups
 *     are grouped again
 */
record Face(Kind kind, String field, String measure) {
    enum Kind {
        LIST,
        BOARD,
        CALENDAR,
        TREE,
        CHART,
        GROUPS
    }

    static final Face LIST = new Face(Kind.LIST, "");

    Face(Kind kind, String field) {
        this(kind, field, "");
    }

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
        type.fields().stream().filter(Face::isCharted).forEach(field -> faces.add(new Face(Kind.CHART, field.key())));
        type.fields().stream().filter(Face::isGrouped).forEach(field -> faces.add(new Face(Kind.GROUPS, field.key())));
        type.definition()
                .map(TypeDefinition::hidden)
                .ifPresent(hidden ->
                        faces.removeIf(face -> hidden.contains(face.kind().name())));
        return faces;
    }

    /** Groups of rows have a head for each value: of texts those that many share, such as cities. */
    static boolean isGrouped(Field<?> field) {
        boolean isShared = !field.isTitle() && !field.isUnique();
        return Abilities.isGroupable(field.type()) && (isShared || !(field.type() instanceof FieldType.Text));
    }

    /** A chart has a bar for each value: of texts those that lists show, such as cities. */
    private static boolean isCharted(Field<?> field) {
        return switch (field.type()) {
            case FieldType.Choice ignored -> true;
            case FieldType.User ignored -> true;
            case FieldType.Team ignored -> true;
            case FieldType.Link ignored -> true;
            case FieldType.Flag ignored -> true;
            case FieldType.Day ignored -> true;
            case FieldType.Moment ignored -> true;
            case FieldType.Text ignored -> field.isInList() && !field.isTitle() && !field.isUnique();
            case FieldType.LongText ignored -> false;
            case FieldType.Url ignored -> false;
            case FieldType.TaxNumber ignored -> false;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Amount ignored -> false;
            case FieldType.Whole ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.Iban ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.Price ignored -> false;
            case FieldType.Decimal ignored -> false;
            case FieldType.Percent ignored -> false;
            case FieldType.Rating ignored -> true;
            case FieldType.Span ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.Autonumber ignored -> false;
        };
    }

    /** Reads {@code board.status} or {@code chart.status.revenue}; what the type doesn't have is the list. */
    static Face read(RecordType<?> type, @Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split("\\.", 3);
        if (parts.length < 2) {
            return LIST;
        }
        String measure = parts.length == 3
                        && type.field(parts[2])
                                .filter(field -> field.type() instanceof FieldType.Amount)
                                .isPresent()
                ? parts[2]
                : "";
        return of(type).stream()
                .filter(face -> face.text().equals(parts[0] + "." + parts[1]))
                .findFirst()
                .map(face -> switch (face.kind()) {
                    case CHART -> new Face(Kind.CHART, face.field(), measure);
                    case GROUPS -> groups(type, face.field(), parts.length == 3 ? parts[2] : "");
                    default -> face;
                })
                .orElse(LIST);
    }

    /** Groups within groups; a second field that makes none is left out. */
    static Face groups(RecordType<?> type, String field, String second) {
        boolean makesSome = !second.equals(field)
                && type.field(second).filter(Face::isGrouped).isPresent();
        return new Face(Kind.GROUPS, field, makesSome ? second : "");
    }

    /** Whether it's the same but for what is measured. */
    boolean isLike(Face other) {
        return kind == other.kind && field.equals(other.field);
    }

    /** Its form in addresses and saved views. */
    String text() {
        return kind == Kind.LIST
                ? ""
                : kind.name().toLowerCase(Locale.ROOT) + "." + field + (measure.isEmpty() ? "" : "." + measure);
    }
}
