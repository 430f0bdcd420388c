package com.innodus.kernel.records;

import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Related;
import com.innodus.kernel.records.Filter.Test;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether values that are in memory fit a filter, as the same filter finds them in the database: for the conditions
 * under which a field is shown, demanded or closed, which hold in a form before anything is saved.
 */
public final class FilterMatch {
    private final Function<String, @Nullable Object> values;
    private final Instant now;
    private final LocalDate today;

    private FilterMatch(Function<String, @Nullable Object> values, Instant now) {
        this.values = values;
        this.now = now;
        this.today = now.atZone(Predicates.ZONE).toLocalDate();
    }

    /** @param values gives a field's value by its key, in the field's own Java type */
    public static boolean holds(Filter filter, Function<String, @Nullable Object> values, Instant now) {
        return new FilterMatch(values, now).of(filter);
    }

    private boolean of(Filter filter) {
        return switch (filter) {
            case And(var parts) -> parts.stream().allMatch(this::of);
            case Or(var parts) -> parts.isEmpty() || parts.stream().anyMatch(this::of);
            case Not(var part) -> !of(part);
            // they aren't in memory
            case Related(var way, var ignored) -> throw new InvalidFilter("field", way);
            case Test test -> of(test);
        };
    }

    private boolean of(Test test) {
        Object value = values.apply(test.field());
        return switch (test.operator()) {
            case EMPTY -> isEmpty(value);
            case NOT_EMPTY -> !isEmpty(value);
            case IS, IN -> is(value, test.operands());
            case IS_NOT -> !is(value, test.operands());
            case CONTAINS -> words(value).anyMatch(word -> word.contains(lower(first(test))));
            case STARTS -> words(value).anyMatch(word -> word.startsWith(lower(first(test))));
            case LESS -> compared(value, test) < 0;
            case AT_MOST -> compared(value, test) <= 0;
            case AT_LEAST -> isComparable(value) && compared(value, test) >= 0;
            case GREATER -> isComparable(value) && compared(value, test) > 0;
            case LAST_DAYS -> isWithin(value, -days(test), 0);
            case NEXT_DAYS -> isWithin(value, 0, days(test));
            case THIS, PREVIOUS, COMING, OLDER, LATER -> isOn(value, Days.of(test.operator(), first(test), today));
        };
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case Collection<?> several -> several.isEmpty();
            default -> false;
        };
    }

    private static boolean is(@Nullable Object value, List<String> operands) {
        if (isNumber(value)) {
            return operands.stream().anyMatch(operand -> compare(value, operand) == 0);
        }
        if (value instanceof Instant moment) {
            String day = moment.atZone(Predicates.ZONE).toLocalDate().toString();
            return operands.contains(day);
        }
        return words(value).anyMatch(word -> operands.stream().anyMatch(operand -> word.equals(lower(operand))));
    }

    private static Stream<String> words(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> several -> several.stream().flatMap(FilterMatch::words);
            case ContactPoint point -> Stream.of(lower(point.value()));
            case PostalAddress address -> Stream.of(lower(address.oneLine()));
            case CheckItem item -> Stream.of(lower(item.text()));
            default -> Stream.of(lower(value.toString()));
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String first(Test test) {
        return test.operands().isEmpty() ? "" : test.operands().getFirst();
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Number || value instanceof Money || value instanceof Duration;
    }

    private static boolean isComparable(@Nullable Object value) {
        return isNumber(value) || value instanceof LocalDate || value instanceof Instant;
    }

    /** Nothing is neither less nor more than anything. */
    private static int compared(@Nullable Object value, Test test) {
        return isComparable(value) ? compare(value, first(test)) : Integer.MAX_VALUE;
    }

    private static int compare(@Nullable Object value, String operand) {
        try {
            return switch (value) {
                case LocalDate day -> day.compareTo(LocalDate.parse(operand));
                case Instant moment ->
                    moment.atZone(Predicates.ZONE).toLocalDate().compareTo(LocalDate.parse(operand));
                case Money money -> money.amount().compareTo(new BigDecimal(operand));
                case Duration span -> BigDecimal.valueOf(span.toMinutes()).compareTo(new BigDecimal(operand));
                case null -> Integer.MAX_VALUE;
                default -> new BigDecimal(value.toString()).compareTo(new BigDecimal(operand));
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new InvalidFilter("value", operand);
        }
    }

    private static long days(Test test) {
        try {
            return Long.parseLong(first(test));
        } catch (NumberFormatException e) {
            throw new InvalidFilter("value", first(test));
        }
    }

    private static boolean isOn(@Nullable Object value, Days days) {
        return switch (value) {
            case LocalDate day -> days.has(day);
            case Instant moment -> days.has(moment.atZone(Predicates.ZONE).toLocalDate());
            case null, default -> false;
        };
    }

    private boolean isWithin(@Nullable Object value, long from, long to) {
        return switch (value) {
            case LocalDate day -> !day.isBefore(today.plusDays(from)) && !day.isAfter(today.plusDays(to));
            case Instant moment ->
                !moment.isBefore(now.plus(Duration.ofDays(from))) && !moment.isAfter(now.plus(Duration.ofDays(to)));
            case null, default -> false;
        };
    }
}
