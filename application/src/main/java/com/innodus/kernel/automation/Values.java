package com.innodus.kernel.automation;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.JsonForm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that rules give to fields: JSON forms, texts with placeholders, and days counted from today such as {@code +7}. */
final class Values {
    private static final Pattern FROM_TODAY = Pattern.compile("\\+(\\d{1,4})");

    private Values() {}

    static boolean isTemplate(Field<?> field, @Nullable Object value) {
        return value instanceof String text && text.contains("{{") && isText(field.type());
    }

    private static boolean isText(FieldType type) {
        return type instanceof FieldType.Text
                || type instanceof FieldType.LongText
                || type instanceof FieldType.RichText
                || type instanceof FieldType.Url;
    }

    static boolean isReadable(Field<?> field, @Nullable Object value) {
        try {
            read(field, value, Instant.EPOCH);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException when it is no value of the field's kind */
    static @Nullable Object read(Field<?> field, @Nullable Object value, Instant now) {
        if (value instanceof String text) {
            Matcher later = FROM_TODAY.matcher(text);
            if (later.matches()) {
                LocalDate day = now.atZone(Times.ZONE).toLocalDate().plusDays(Integer.parseInt(later.group(1)));
                if (field.type() instanceof FieldType.Day) {
                    return day;
                }
                if (field.type() instanceof FieldType.Moment) {
                    return day.atTime(now.atZone(Times.ZONE).toLocalTime())
                            .atZone(Times.ZONE)
                            .toInstant();
                }
            }
        }
        return JsonForm.read(field.type(), value);
    }
}
