package com.innodus.kernel.calculators;

import com.innodus.kernel.formula.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Values of inputs as they are kept: numbers and days as programs write them. */
public final class Values {
    static final int MOST_DIGITS = 20;

    private Values() {}

    /** The value that a text stands for; empty when it is none of the kind. */
    public static Optional<Object> read(Kind kind, String text) {
        try {
            return switch (kind) {
                case NUMBER ->
                    Optional.of(new BigDecimal(text))
                            .filter(Values::isReasonable)
                            .map(Object.class::cast);
                case DAY -> Optional.of(LocalDate.parse(text));
                case FLAG -> Optional.of(Boolean.parseBoolean(text));
                case TEXT -> Optional.of(text);
                case MOMENT, NOTHING -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    public static String write(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** Whether a number can be written out. */
    public static boolean isReasonable(BigDecimal number) {
        return (long) number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= MOST_DIGITS;
    }
}
