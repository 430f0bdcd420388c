package com.innodus.crm.calendars;

import com.innodus.crm.calendars.Times.Occurrence;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times of events as people read them, in the workspace's clock. */
public final class TimeText {
    private TimeText() {}

    /** The first time, and how it comes again. */
    static String of(Times times, Locale locale) {
        String first = of(times, times.first(), locale);
        return times.repetition() == null
                ? first
                : first + "\n" + times.repetition().text(locale);
    }

    /** From when to when. */
    public static String of(Times times, Occurrence occurrence, Locale locale) {
        DateTimeFormatter date = DateTimeFormatter.ofPattern("EEE d MMM uuuu", locale);
        DateTimeFormatter time =
                DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        if (times.allDay()) {
            LocalDate first = occurrence.at().toLocalDate();
            LocalDate last = occurrence.end().atZone(times.zone()).toLocalDate().minusDays(1);
            return first.isBefore(last) ? date.format(first) + " – " + date.format(last) : date.format(first);
        }
        ZonedDateTime start = occurrence.start().atZone(Times.HOME);
        ZonedDateTime end = occurrence.end().atZone(Times.HOME);
        boolean isOneDay = start.toLocalDate().equals(end.toLocalDate());
        return date.format(start)
                + ", "
                + time.format(start)
                + " – "
                + (isOneDay ? "" : date.format(end) + ", ")
                + time.format(end);
    }
}
