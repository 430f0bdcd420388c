package com.innodus.kernel.records;

import com.innodus.kernel.formula.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Values of fields as formulas speak of them, and back. */
@Component
final class FormulaValues {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final Options options;

    FormulaValues(Options options) {
        this.options = options;
    }

    /** What a field is in a formula; nothing for one that a formula can't speak of. */
    static Optional<Kind> kind(FieldType type) {
        return Optional.ofNullable(
                switch (type) {
                    case FieldType.Text ignored -> Kind.TEXT;
                    case FieldType.LongText ignored -> Kind.TEXT;
                    case FieldType.RichText ignored -> Kind.TEXT;
                    case FieldType.Url ignored -> Kind.TEXT;
                    case FieldType.TaxNumber ignored -> Kind.TEXT;
                    case FieldType.Iban ignored -> Kind.TEXT;
                    case FieldType.ColourCode ignored -> Kind.TEXT;
                    case FieldType.Zone ignored -> Kind.TEXT;
                    case FieldType.Autonumber ignored -> Kind.TEXT;
                    // the main one
                    case FieldType.Emails ignored -> Kind.TEXT;
                    case FieldType.Phones ignored -> Kind.TEXT;
                    // what they are called
                    case FieldType.Choice ignored -> Kind.TEXT;
                    case FieldType.Choices ignored -> Kind.TEXT;
                    case FieldType.Link ignored -> Kind.TEXT;
                    case FieldType.Amount ignored -> Kind.NUMBER;
                    case FieldType.Price ignored -> Kind.NUMBER;
                    case FieldType.Decimal ignored -> Kind.NUMBER;
                    case FieldType.Percent ignored -> Kind.NUMBER;
                    case FieldType.Whole ignored -> Kind.NUMBER;
                    case FieldType.Rating ignored -> Kind.NUMBER;
                    // hours
                    case FieldType.Span ignored -> Kind.NUMBER;
                    case FieldType.Day ignored -> Kind.DAY;
                    case FieldType.Moment ignored -> Kind.MOMENT;
                    case FieldType.Flag ignored -> Kind.FLAG;
                    case FieldType.Addresses ignored -> null;
                    case FieldType.Links ignored -> null;
                    case FieldType.User ignored -> null;
                    case FieldType.Team ignored -> null;
                    case FieldType.Users ignored -> null;
                    case FieldType.Repetition ignored -> null;
                    case FieldType.Checklist ignored -> null;
                    case FieldType.File ignored -> null;
                    case FieldType.Image ignored -> null;
                });
    }

    /** Whether a field of this type can keep what a formula of this kind gives. */
    static boolean keeps(FieldType type, Kind kind) {
        return switch (kind) {
            case NUMBER ->
                type instanceof FieldType.Decimal
                        || type instanceof FieldType.Whole
                        || type instanceof FieldType.Percent
                        || type instanceof FieldType.Amount
                        || type instanceof FieldType.Span;
            case TEXT -> type instanceof FieldType.Text || type instanceof FieldType.LongText;
            case DAY -> type instanceof FieldType.Day;
            case MOMENT -> type instanceof FieldType.Moment;
            case FLAG -> type instanceof FieldType.Flag;
            case NOTHING -> false;
        };
    }

    /** A field's value as a formula is given it; links are theirs who know the records. */
    @Nullable Object given(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> BigDecimal.valueOf(number);
            case Money money -> money.amount();
            case Duration span -> BigDecimal.valueOf(span.toMinutes()).divide(MINUTES, MathContext.DECIMAL128);
            case Collection<?> points
            when type instanceof FieldType.Emails || type instanceof FieldType.Phones ->
                points.isEmpty() ? null : ((ContactPoint) points.iterator().next()).value();
            case Collection<?> chosen ->
                chosen.isEmpty()
                        ? null
                        : chosen.stream().flatMap(id -> label(id).stream()).collect(Collectors.joining(", "));
            default -> type instanceof FieldType.Choice ? label(value).orElse(null) : value;
        };
    }

    private Optional<String> label(Object option) {
        return options.byId((java.util.UUID) option).map(Options.Option::label);
    }

    /** What a formula gave, as a field of this type keeps it; nothing for what it can't. */
    static @Nullable Object kept(FieldType type, @Nullable Object result) {
        return switch (result) {
            case null -> null;
            case BigDecimal number -> number(type, number);
            case String text -> type instanceof FieldType.Text(int max) ? cut(text, max) : text;
            default -> result;
        };
    }

    private static @Nullable Object number(FieldType type, BigDecimal number) {
        return switch (type) {
            case FieldType.Whole ignored -> whole(number);
            case FieldType.Rating ignored -> whole(number);
            case FieldType.Span ignored -> {
                Integer minutes = whole(number.multiply(MINUTES));
                yield minutes == null ? null : Duration.ofMinutes(minutes);
            }
            default -> number;
        };
    }

    private static @Nullable Integer whole(BigDecimal number) {
        return number.abs().compareTo(LARGEST) > 0
                ? null
                : (Integer) number.setScale(0, RoundingMode.HALF_UP).intValue();
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** Kinds of fields that can keep what a formula of this kind gives, for choosing; the usual one first. */
    static List<FieldType> offered(Kind kind) {
        return switch (kind) {
            case NUMBER ->
                List.of(new FieldType.Decimal(2), new FieldType.Whole(), new FieldType.Percent(), new FieldType.Span());
            case TEXT -> List.of(new FieldType.Text(500), new FieldType.LongText(20_000));
            case DAY -> List.of(new FieldType.Day());
            case MOMENT -> List.of(new FieldType.Moment());
            case FLAG -> List.of(new FieldType.Flag());
            case NOTHING -> List.of();
        };
    }
}
