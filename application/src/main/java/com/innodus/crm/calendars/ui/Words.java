package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.Times;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times of events as people read them. */
final class Words {
    private Words() {}

    /** From when to when, in the workspace's clock. */
    static String when(Agenda.Entry entry, Locale locale) {
        DateTimeFormatter date = DateTimeFormatter.ofPattern("EEE d MMM uuuu", locale);
        DateTimeFormatter time =
                DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        if (entry.times().allDay()) {
            LocalDate first = entry.occurrence().at().toLocalDate();
            LocalDate last = entry.occurrence()
                    .end()
                    .atZone(entry.times().zone())
                    .toLocalDate()
                    .minusDays(1);
            return first.isBefore(last) ? date.format(first) + " – " + date.format(last) : date.format(first);
        }
        ZonedDateTime start = entry.occurrence().start().atZone(Times.HOME);
        ZonedDateTime end = entry.occurrence().end().atZone(Times.HOME);
        boolean isOneDay = start.toLocalDate().equals(end.toLocalDate());
        return date.format(start)
                + ", "
                + time.format(start)
                + " – "
                + (isOneDay ? "" : date.format(end) + ", ")
                + time.format(end);
    }
}
