package com.innodus.kernel.records;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of fields as JSON has them: text, whole number, boolean, list, map. In this form they stand in the column
 * {@code extra}, and interfaces may show them so. Decimal numbers are texts, which lose no digit on their way; days and
 * moments are ISO 8601 of one length, which sort as texts.
 */
public final class JsonForm {
    private JsonForm() {}

    /** How a query reads the entry of a value. */
    enum Column {
        TEXT,
        NUMBER,
        MONEY
    }

    static Column column(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> Column.TEXT;
            case FieldType.LongText ignored -> Column.TEXT;
            case FieldType.RichText ignored -> Column.TEXT;
            case FieldType.Url ignored -> Column.TEXT;
            case FieldType.TaxNumber ignored -> Column.TEXT;
            case FieldType.Iban ignored -> Column.TEXT;
            case FieldType.ColourCode ignored -> Column.TEXT;
            case FieldType.Emails ignored -> Column.TEXT;
            case FieldType.Phones ignored -> Column.TEXT;
            case FieldType.Addresses ignored -> Column.TEXT;
            case FieldType.Choice ignored -> Column.TEXT;
            case FieldType.Choices ignored -> Column.TEXT;
            case FieldType.Link ignored -> Column.TEXT;
            case FieldType.Links ignored -> Column.TEXT;
            case FieldType.User ignored -> Column.TEXT;
            case FieldType.Team ignored -> Column.TEXT;
            case FieldType.Users ignored -> Column.TEXT;
            case FieldType.Repetition ignored -> Column.TEXT;
            case FieldType.Zone ignored -> Column.TEXT;
            case FieldType.Amount ignored -> Column.NUMBER;
            case FieldType.Price ignored -> Column.MONEY;
            case FieldType.Decimal ignored -> Column.NUMBER;
            case FieldType.Percent ignored -> Column.NUMBER;
            case FieldType.Whole ignored -> Column.NUMBER;
            case FieldType.Rating ignored -> Column.NUMBER;
            case FieldType.Span ignored -> Column.NUMBER;
            case FieldType.Day ignored -> Column.TEXT;
            case FieldType.Moment ignored -> Column.TEXT;
            case FieldType.Flag ignored -> Column.TEXT;
            case FieldType.Checklist ignored -> Column.TEXT;
            case FieldType.File ignored -> Column.TEXT;
            case FieldType.Image ignored -> Column.TEXT;
            case FieldType.Autonumber ignored -> Column.TEXT;
        };
    }

    /** The JSON form of a value of this kind; null for nothing. */
    public static @Nullable Object write(FieldType type, @Nullable Object value) {
        if (value == null || value instanceof Collection<?> several && several.isEmpty()) {
            return null;
        }
        return switch (type) {
            case FieldType.Text ignored -> value.toString();
            case FieldType.LongText ignored -> value.toString();
            case FieldType.RichText ignored -> value.toString();
            case FieldType.Url ignored -> value.toString();
            case FieldType.TaxNumber ignored -> value.toString();
            case FieldType.Iban ignored -> value.toString();
            case FieldType.ColourCode ignored -> value.toString();
            case FieldType.Autonumber ignored -> value.toString();
            case FieldType.Emails ignored -> each(value, point -> point((ContactPoint) point));
            case FieldType.Phones ignored -> each(value, point -> point((ContactPoint) point));
            case FieldType.Addresses ignored -> each(value, address -> address((PostalAddress) address));
            case FieldType.Choice ignored -> value.toString();
            case FieldType.Link ignored -> value.toString();
            case FieldType.User ignored -> value.toString();
            case FieldType.Team ignored -> value.toString();
            case FieldType.Choices ignored -> each(value, Object::toString);
            case FieldType.Links ignored -> each(value, Object::toString);
            case FieldType.Users ignored -> each(value, Object::toString);
            case FieldType.Repetition ignored -> value.toString();
            case FieldType.Zone ignored -> value.toString();
            case FieldType.Amount ignored -> ((BigDecimal) value).toPlainString();
            case FieldType.Decimal ignored -> ((BigDecimal) value).toPlainString();
            case FieldType.Percent ignored -> ((BigDecimal) value).toPlainString();
            case FieldType.Price ignored -> {
                Money money = (Money) value;
                yield map("amount", money.amount().toPlainString(), "currency", money.currency());
            }
            case FieldType.Whole ignored -> value;
            case FieldType.Rating ignored -> value;
            case FieldType.Span ignored -> (int) ((Duration) value).toMinutes();
            case FieldType.Day ignored -> value.toString();
            case FieldType.Moment ignored ->
                ((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString();
            case FieldType.Flag ignored -> value;
            case FieldType.Checklist ignored ->
                each(value, item -> map("text", ((CheckItem) item).text(), "done", ((CheckItem) item).done()));
            case FieldType.File ignored -> file((StoredFile) value);
            case FieldType.Image ignored -> file((StoredFile) value);
        };
    }

    /**
     * The value of this kind that a JSON form means; an empty list for nothing where there can be several.
     *
     * @throws IllegalArgumentException when it means none
     */
    public static @Nullable Object read(FieldType type, @Nullable Object json) {
        try {
            return json == null ? nothing(type) : value(type, json);
        } catch (DateTimeException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Not a value of " + type, e);
        }
    }

    /** Whether a value is one of this kind, whatever else is wrong with it. */
    static boolean isOf(FieldType type, @Nullable Object value) {
        try {
            return java.util.Objects.equals(read(type, write(type, value)), value == null ? nothing(type) : value);
        } catch (ClassCastException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Like {@link #read}; what another kind of field left there is nothing. */
    static @Nullable Object readOrNothing(FieldType type, @Nullable Object json) {
        try {
            return read(type, json);
        } catch (IllegalArgumentException e) {
            return nothing(type);
        }
    }

    /** What a field without an entry holds. */
    private static @Nullable Object nothing(FieldType type) {
        boolean several = type instanceof FieldType.Emails
                || type instanceof FieldType.Phones
                || type instanceof FieldType.Addresses
                || type instanceof FieldType.Choices
                || type instanceof FieldType.Links
                || type instanceof FieldType.Users
                || type instanceof FieldType.Checklist;
        if (several) {
            return List.of();
        }
        return type instanceof FieldType.Flag ? Boolean.FALSE : null;
    }

    private static Object value(FieldType type, Object json) {
        return switch (type) {
            case FieldType.Text ignored -> (String) json;
            case FieldType.LongText ignored -> (String) json;
            case FieldType.RichText ignored -> (String) json;
            case FieldType.Url ignored -> (String) json;
            case FieldType.TaxNumber ignored -> (String) json;
            case FieldType.Iban ignored -> (String) json;
            case FieldType.ColourCode ignored -> (String) json;
            case FieldType.Autonumber ignored -> (String) json;
            case FieldType.Emails ignored -> all(json, JsonForm::point);
            case FieldType.Phones ignored -> all(json, JsonForm::point);
            case FieldType.Addresses ignored -> all(json, JsonForm::address);
            case FieldType.Choice ignored -> UUID.fromString((String) json);
            case FieldType.Link ignored -> UUID.fromString((String) json);
            case FieldType.User ignored -> UUID.fromString((String) json);
            case FieldType.Team ignored -> UUID.fromString((String) json);
            case FieldType.Choices ignored -> all(json, id -> UUID.fromString((String) id));
            case FieldType.Links ignored -> all(json, id -> UUID.fromString((String) id));
            case FieldType.Users ignored -> all(json, id -> UUID.fromString((String) id));
            case FieldType.Repetition ignored -> (String) json;
            case FieldType.Zone ignored -> (String) json;
            case FieldType.Amount ignored -> number(json);
            case FieldType.Decimal ignored -> number(json);
            case FieldType.Percent ignored -> number(json);
            case FieldType.Price ignored -> {
                Map<?, ?> money = (Map<?, ?>) json;
                yield new Money(number(present(money.get("amount"))), (String) present(money.get("currency")));
            }
            case FieldType.Whole ignored -> number(json).intValueExact();
            case FieldType.Rating ignored -> number(json).intValueExact();
            case FieldType.Span ignored -> Duration.ofMinutes(number(json).longValueExact());
            case FieldType.Day ignored -> LocalDate.parse((String) json);
            case FieldType.Moment ignored -> Instant.parse((String) json);
            case FieldType.Flag ignored -> (Boolean) json;
            case FieldType.Checklist ignored ->
                all(json, item -> {
                    Map<?, ?> entry = (Map<?, ?>) item;
                    return new CheckItem((String) present(entry.get("text")), Boolean.TRUE.equals(entry.get("done")));
                });
            case FieldType.File ignored -> file(json);
            case FieldType.Image ignored -> file(json);
        };
    }

    /** Java type of the values of a kind. */
    static Type javaType(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> String.class;
            case FieldType.LongText ignored -> String.class;
            case FieldType.RichText ignored -> String.class;
            case FieldType.Url ignored -> String.class;
            case FieldType.TaxNumber ignored -> String.class;
            case FieldType.Iban ignored -> String.class;
            case FieldType.ColourCode ignored -> String.class;
            case FieldType.Autonumber ignored -> String.class;
            case FieldType.Emails ignored -> new ListOf(ContactPoint.class);
            case FieldType.Phones ignored -> new ListOf(ContactPoint.class);
            case FieldType.Addresses ignored -> new ListOf(PostalAddress.class);
            case FieldType.Choice ignored -> UUID.class;
            case FieldType.Link ignored -> UUID.class;
            case FieldType.User ignored -> UUID.class;
            case FieldType.Team ignored -> UUID.class;
            case FieldType.Choices ignored -> new ListOf(UUID.class);
            case FieldType.Links ignored -> new ListOf(UUID.class);
            case FieldType.Users ignored -> new ListOf(UUID.class);
            case FieldType.Repetition ignored -> String.class;
            case FieldType.Zone ignored -> String.class;
            case FieldType.Amount ignored -> BigDecimal.class;
            case FieldType.Decimal ignored -> BigDecimal.class;
            case FieldType.Percent ignored -> BigDecimal.class;
            case FieldType.Price ignored -> Money.class;
            case FieldType.Whole ignored -> Integer.class;
            case FieldType.Rating ignored -> Integer.class;
            case FieldType.Span ignored -> Duration.class;
            case FieldType.Day ignored -> LocalDate.class;
            case FieldType.Moment ignored -> Instant.class;
            case FieldType.Flag ignored -> Boolean.class;
            case FieldType.Checklist ignored -> new ListOf(CheckItem.class);
            case FieldType.File ignored -> StoredFile.class;
            case FieldType.Image ignored -> StoredFile.class;
        };
    }

    private record ListOf(Class<?> element) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }

    private static BigDecimal number(Object json) {
        return json instanceof BigDecimal exact ? exact : new BigDecimal(json.toString());
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("A part is missing");
        }
        return value;
    }

    private static List<Object> each(Object several, Function<Object, Object> form) {
        return ((Collection<?>) several)
                .stream().map(element -> form.apply((Object) element)).toList();
    }

    private static List<Object> all(Object json, Function<Object, Object> value) {
        return ((Collection<?>) json)
                .stream().map(element -> value.apply((Object) element)).toList();
    }

    private static Object point(ContactPoint point) {
        return map("label", point.label(), "value", point.value());
    }

    private static Object point(Object json) {
        Map<?, ?> point = (Map<?, ?>) json;
        return new ContactPoint((String) present(point.get("label")), (String) present(point.get("value")));
    }

    private static Object address(PostalAddress address) {
        return map(
                "label", address.label(),
                "street", address.street(),
                "postalCode", address.postalCode(),
                "city", address.city(),
                "region", address.region(),
                "country", address.country());
    }

    private static Object address(Object json) {
        Map<?, ?> address = (Map<?, ?>) json;
        return new PostalAddress(
                (String) present(address.get("label")),
                (String) address.get("street"),
                (String) address.get("postalCode"),
                (String) address.get("city"),
                (String) address.get("region"),
                (String) address.get("country"));
    }

    private static Object file(StoredFile file) {
        return map(
                "id", file.id().toString(), "name", file.name(), "mediaType", file.mediaType(), "bytes", file.bytes());
    }

    private static Object file(Object json) {
        Map<?, ?> file = (Map<?, ?>) json;
        return new StoredFile(
                UUID.fromString((String) present(file.get("id"))),
                (String) present(file.get("name")),
                (String) present(file.get("mediaType")),
                number(present(file.get("bytes"))).longValueExact());
    }

    /** Keys and values in turn; what is null is left out. */
    private static Map<String, Object> map(@Nullable Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<@Nullable Object> all = Arrays.asList(entries);
        for (int i = 0; i < all.size(); i += 2) {
            Object value = all.get(i + 1);
            if (value != null) {
                map.put(String.valueOf(all.get(i)), value);
            }
        }
        return map;
    }
}
