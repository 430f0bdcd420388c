package com.innodus.kernel.records;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that a tenant made for its records of one type.
 *
 * @param key its name in filters and files; begins with {@code x_}, which no field of the product does
 * @param section key of a section that the type declares, the title of another, or "" for the common one
 * @param required always; or {@code requiredWhen} the record fits a filter
 * @param visibleWhen the record fits this filter; {@link Filter#NONE} for always
 * @param readOnlyWhen the record fits this filter; null for never
 * @param start JSON form of what a new record begins with
 * @param derivation where the value comes from, if nobody writes it
 */
public record FieldDefinition(
        UUID id,
        String recordType,
        String key,
        FieldType type,
        String label,
        @Nullable String english,
        @Nullable String catalan,
        @Nullable String help,
        String section,
        boolean required,
        @Nullable Filter requiredWhen,
        Filter visibleWhen,
        @Nullable Filter readOnlyWhen,
        boolean unique,
        boolean searchable,
        boolean inList,
        boolean personalData,
        @Nullable Object start,
        boolean archived,
        @Nullable Derivation derivation) {
    public static final String PREFIX = "x_";

    private static final Pattern KEY = Pattern.compile("x_[a-z0-9_]{1,60}");

    /** A field that people write. */
    public FieldDefinition(
            UUID id,
            String recordType,
            String key,
            FieldType type,
            String label,
            @Nullable String english,
            @Nullable String catalan,
            @Nullable String help,
            String section,
            boolean required,
            @Nullable Filter requiredWhen,
            Filter visibleWhen,
            @Nullable Filter readOnlyWhen,
            boolean unique,
            boolean searchable,
            boolean inList,
            boolean personalData,
            @Nullable Object start,
            boolean archived) {
        this(
                id,
                recordType,
                key,
                type,
                label,
                english,
                catalan,
                help,
                section,
                required,
                requiredWhen,
                visibleWhen,
                readOnlyWhen,
                unique,
                searchable,
                inList,
                personalData,
                start,
                archived,
                null);
    }

    /** An empty definition, to be filled in. */
    public static FieldDefinition blank(String recordType, FieldType type, String label) {
        return new FieldDefinition(
                new UUID(0, 0),
                recordType,
                PREFIX,
                type,
                label,
                null,
                null,
                null,
                "",
                false,
                null,
                Filter.NONE,
                null,
                false,
                false,
                false,
                false,
                null,
                false);
    }

    /** The same with this after {@link #PREFIX} as its key, for trying it out. */
    public FieldDefinition keyed(String name) {
        return as(id, PREFIX + name, type);
    }

    /** The same under a key, as a kind of field. */
    FieldDefinition as(UUID other, String otherKey, FieldType otherType) {
        return new FieldDefinition(
                other,
                recordType,
                otherKey,
                otherType,
                label,
                english,
                catalan,
                help,
                section,
                required,
                requiredWhen,
                visibleWhen,
                readOnlyWhen,
                unique,
                searchable,
                inList,
                personalData,
                start,
                archived,
                derivation);
    }

    /** The same, found by search and a column of the list. */
    FieldDefinition shown() {
        return new FieldDefinition(
                id,
                recordType,
                key,
                type,
                label,
                english,
                catalan,
                help,
                section,
                required,
                requiredWhen,
                visibleWhen,
                readOnlyWhen,
                unique,
                true,
                true,
                personalData,
                start,
                archived,
                derivation);
    }

    /** The same, whose value follows from others: nobody is asked for it. */
    public FieldDefinition derivedFrom(Derivation from) {
        return new FieldDefinition(
                id,
                recordType,
                key,
                type,
                label,
                english,
                catalan,
                help,
                section,
                false,
                null,
                visibleWhen,
                null,
                false,
                searchable,
                inList,
                personalData,
                null,
                archived,
                from);
    }

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    public String label(Locale locale) {
        String own = switch (locale.getLanguage()) {
            case "en" -> english;
            case "ca" -> catalan;
            default -> label;
        };
        return own == null ? label : own;
    }

    /** Values of a record, by field key and in the fields' own Java types. */
    public interface Values extends Function<String, @Nullable Object> {}

    /** Whether a record with these values has the field at all. */
    public boolean isVisible(Values values, Instant now) {
        return FilterMatch.holds(visibleWhen, values, now);
    }

    /** Whether it is closed in a record with these values. */
    public boolean isReadOnly(Values values, Instant now) {
        return readOnlyWhen != null && FilterMatch.holds(readOnlyWhen, values, now);
    }

    /** Whether a record with these values must have it; a box that is to be ticked is never missing. */
    public boolean isRequired(Values values, Instant now) {
        return !(type instanceof FieldType.Flag)
                && (required || requiredWhen != null && FilterMatch.holds(requiredWhen, values, now))
                && isVisible(values, now);
    }

    /** Whether the other values of a record say what may stand in it. */
    public boolean hasConditions() {
        return requiredWhen != null || !visibleWhen.isEmpty() || readOnlyWhen != null;
    }
}
