package com.innodus.kernel.records;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings numbers with a meaning into their stored form, and says what is wrong with them. */
final class Numbers {
    private static final int MOST_DIGITS = 19;

    private Numbers() {}

    static @Nullable BigDecimal decimal(Field<?> field, @Nullable Object value, int digits, List<Problem> problems) {
        if (!(value instanceof BigDecimal number)) {
            return refuse(field, value, problems);
        }
        // before anything is done with it: written out, 1e999999999 would fill the memory
        if ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > 1_000) {
            problems.add(Problem.of(field.key(), "error.too-large"));
            return null;
        }
        return number.setScale(digits, RoundingMode.HALF_UP);
    }

    static @Nullable Money price(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (!(value instanceof Money(BigDecimal given, String code))) {
            return refuse(field, value, problems);
        }
        BigDecimal amount = decimal(field, given, 2, problems);
        String currency = code.strip().toUpperCase(Locale.ROOT);
        if (!isCurrency(currency)) {
            problems.add(Problem.of(field.key(), "error.currency", code));
        }
        return amount == null ? null : new Money(amount, currency);
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    static @Nullable Integer rating(Field<?> field, @Nullable Object value, int most, List<Problem> problems) {
        if (!(value instanceof Integer stars)) {
            return refuse(field, value, problems);
        }
        if (stars < 1 || stars > most) {
            problems.add(Problem.of(field.key(), "error.rating", Integer.toString(most)));
        }
        return stars;
    }

    static @Nullable Duration span(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (!(value instanceof Duration span)) {
            return refuse(field, value, problems);
        }
        if (!Spans.isReasonable(span)) {
            problems.add(Problem.of(field.key(), "error.span", span.toString()));
            return null;
        }
        return Duration.ofMinutes(span.toMinutes());
    }

    private static <T> @Nullable T refuse(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value != null) {
            problems.add(Problem.of(field.key(), "error.invalid"));
        }
        return null;
    }
}
