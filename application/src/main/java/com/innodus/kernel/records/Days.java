package com.innodus.kernel.records;

import com.innodus.kernel.records.Filter.Operator;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days that a filter means when it speaks of today.
 *
 * @param from the first of them, null for all before
 * @param to the last of them, null for all after
 */
public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
    /** The stretches of the calendar, as filters name them. */
    public static final List<String> STRETCHES = List.of("day", "week", "month", "quarter", "year");

    /** More than anybody plans; PostgreSQL's calendar has an end. */
    private static final int MOST = 36_500;

    /** @throws InvalidFilter when the operand is neither a stretch nor a number of days, as the operator wants it */
    static Days of(Operator operator, String operand, LocalDate today) {
        return switch (operator) {
            case THIS -> stretch(operand, today, 0);
            case PREVIOUS -> stretch(operand, today, -1);
            case COMING -> stretch(operand, today, 1);
            case OLDER -> new Days(null, today.minusDays(number(operand) + 1));
            case LATER -> new Days(today.plusDays(number(operand) + 1), null);
            case LAST_DAYS -> new Days(today.minusDays(number(operand)), today);
            case NEXT_DAYS -> new Days(today, today.plusDays(number(operand)));
            case CONTAINS, STARTS, IS, IS_NOT, IN, EMPTY, NOT_EMPTY, LESS, AT_MOST, AT_LEAST, GREATER ->
                throw new InvalidFilter("operator", operator.word());
        };
    }

    private static Days stretch(String unit, LocalDate today, int away) {
        return switch (unit) {
            case "day" -> between(today.plusDays(away), ChronoUnit.DAYS, 1);
            case "week" ->
                between(
                        today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .plusWeeks(away),
                        ChronoUnit.WEEKS,
                        1);
            case "month" -> between(today.withDayOfMonth(1).plusMonths(away), ChronoUnit.MONTHS, 1);
            case "quarter" ->
                between(
                        today.withDayOfMonth(1)
                                .withMonth((today.getMonthValue() - 1) / 3 * 3 + 1)
                                .plusMonths(3L * away),
                        ChronoUnit.MONTHS,
                        3);
            case "year" -> between(today.withDayOfYear(1).plusYears(away), ChronoUnit.YEARS, 1);
            default -> throw new InvalidFilter("value", unit);
        };
    }

    private static Days between(LocalDate first, ChronoUnit unit, int length) {
        return new Days(first, first.plus(length, unit).minusDays(1));
    }

    /** How many days, as filters say it. */
    static int number(String operand) {
        try {
            int days = Integer.parseInt(operand);
            if (days >= 0 && days <= MOST) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw new InvalidFilter("value", operand);
        }
        throw new InvalidFilter("value", operand);
    }

    boolean has(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
