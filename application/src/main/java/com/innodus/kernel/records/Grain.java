package com.innodus.kernel.records;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Into which stretches of time days and moments are gathered. */
public enum Grain {
    YEAR("YYYY"),
    QUARTER("YYYY-\"Q\"Q"),
    MONTH("YYYY-MM"),
    /** ISO 8601: begins on Monday. */
    WEEK("IYYY-\"W\"IW"),
    DAY("YYYY-MM-DD");

    private final String pattern;

    Grain(String pattern) {
        this.pattern = pattern;
    }

    /** The pattern of PostgreSQL's to_char. */
    String pattern() {
        return pattern;
    }

    /** The first day of a stretch, from its text form such as {@code 2026-Q3}. */
    public LocalDate first(String stretch) {
        return switch (this) {
            case YEAR -> LocalDate.of(Integer.parseInt(stretch), 1, 1);
            case QUARTER ->
                LocalDate.of(
                        Integer.parseInt(stretch.substring(0, 4)),
                        3 * Integer.parseInt(stretch.substring(stretch.length() - 1)) - 2,
                        1);
            case MONTH -> LocalDate.parse(stretch + "-01");
            case WEEK ->
                LocalDate.of(Integer.parseInt(stretch.substring(0, 4)), 1, 4)
                        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(stretch.substring(6)))
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case DAY -> LocalDate.parse(stretch);
        };
    }

    /** The first day behind the stretch that begins on {@code first}. */
    public LocalDate next(LocalDate first) {
        return switch (this) {
            case YEAR -> first.plusYears(1);
            case QUARTER -> first.plusMonths(3);
            case MONTH -> first.plusMonths(1);
            case WEEK -> first.plusWeeks(1);
            case DAY -> first.plusDays(1);
        };
    }

    /** The text form of the stretch that a day is in. */
    public String of(LocalDate day) {
        return switch (this) {
            case YEAR -> "%04d".formatted(day.getYear());
            case QUARTER -> "%04d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
            case MONTH -> day.toString().substring(0, 7);
            case WEEK ->
                "%04d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case DAY -> day.toString();
        };
    }

    /** A stretch as people read it. */
    public String text(String stretch, Locale locale) {
        LocalDate first = first(stretch);
        return switch (this) {
            case YEAR -> stretch;
            case QUARTER -> first.format(DateTimeFormatter.ofPattern("QQQ yyyy", locale));
            case MONTH -> first.format(DateTimeFormatter.ofPattern("LLL yyyy", locale));
            case WEEK, DAY -> first.format(DateTimeFormatter.ofPattern("d MMM yyyy", locale));
        };
    }
}
