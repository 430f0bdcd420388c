package com.innodus.kernel.reports;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of time that moves along with the calendar. */
public enum Period {
    ALL,
    THIS_MONTH,
    LAST_MONTH,
    THIS_QUARTER,
    LAST_QUARTER,
    THIS_YEAR,
    LAST_YEAR,
    LAST_12_MONTHS;

    /** With what a period is compared. */
    public enum Against {
        NOTHING,
        /** The stretch of the same length before it. */
        BEFORE,
        YEAR_BEFORE
    }

    /**
     * Days from the first up to the one behind the last.
     *
     * @param end the first day that is not in it any more
     */
    public record Days(LocalDate start, LocalDate end) {
        /** Records whose day or moment in the field is in it. */
        Filter filter(String field) {
            return new Filter.And(List.of(
                    Filter.test(field, Operator.AT_LEAST, start.toString()),
                    Filter.test(field, Operator.LESS, end.toString())));
        }

        /** The stretch that it is compared with; null for none. */
        @Nullable Days against(Against against) {
            return switch (against) {
                case NOTHING -> null;
                case YEAR_BEFORE -> new Days(start.minusYears(1), end.minusYears(1));
                case BEFORE -> {
                    // whole months stay whole months, though they differ in length
                    long months = ChronoUnit.MONTHS.between(start, end);
                    yield start.plusMonths(months).equals(end)
                            ? new Days(start.minusMonths(months), start)
                            : new Days(start.minusDays(ChronoUnit.DAYS.between(start, end)), start);
                }
            };
        }
    }

    /** The days that it means today; null for all. */
    public @Nullable Days on(LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        LocalDate year = today.withDayOfYear(1);
        return switch (this) {
            case ALL -> null;
            case THIS_MONTH -> new Days(month, month.plusMonths(1));
            case LAST_MONTH -> new Days(month.minusMonths(1), month);
            case THIS_QUARTER -> new Days(quarter, quarter.plusMonths(3));
            case LAST_QUARTER -> new Days(quarter.minusMonths(3), quarter);
            case THIS_YEAR -> new Days(year, year.plusYears(1));
            case LAST_YEAR -> new Days(year.minusYears(1), year);
            case LAST_12_MONTHS -> new Days(month.minusMonths(11), month.plusMonths(1));
        };
    }
}
