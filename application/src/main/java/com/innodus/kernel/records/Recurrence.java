package com.innodus.kernel.records;

import com.innodus.kernel.i18n.Texts;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.Weekday;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRule.WeekdayNum;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * How something comes again and again (RFC 5545 3.3.10), in local time: what is at nine stays at nine when the clocks
 * change. Whoever knows the zone makes moments of the local times.
 */
public final class Recurrence {
    /** Occurrences of a series that counts them. */
    private static final int MOST_TIMES = 1_000;

    /** What an endless series is asked for at once; no screen shows more. */
    private static final int MOST_AT_ONCE = 1_500;

    private static final int LONGEST = 500;

    /** More often than daily is no calendar's business, and would be millions of occurrences. */
    private static final Set<Freq> KNOWN = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private static final Pattern FINER = Pattern.compile("(?i)BY(HOUR|MINUTE|SECOND)");

    private static final ZoneId ZONE = Predicates.ZONE;

    private final String rule;

    private Recurrence(RecurrenceRule parsed) {
        rule = parsed.toString();
    }

    /** The rule that a text is, if it is one that calendars know; an end in UTC becomes a local one. */
    public static Optional<Recurrence> read(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            RecurrenceRule parsed =
                    new RecurrenceRule(text.strip().replaceFirst("(?i)^RRULE:", ""), RfcMode.RFC5545_STRICT);
            Integer count = parsed.getCount();
            boolean isKnown = KNOWN.contains(parsed.getFreq())
                    && !FINER.matcher(text).find()
                    && parsed.getInterval() <= MOST_TIMES
                    && (count == null || count >= 1 && count <= MOST_TIMES);
            if (!isKnown) {
                return Optional.empty();
            }
            DateTime until = parsed.getUntil();
            if (until != null) {
                parsed.setUntil(floating(local(until)));
            }
            return Optional.of(new Recurrence(parsed));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In the form of RFC 5545, without the name of the property. */
    public String rule() {
        return rule;
    }

    private RecurrenceRule parsed() {
        try {
            return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last day counts whole. */
    private static LocalDateTime local(DateTime until) {
        if (until.isAllDay()) {
            return LocalDate.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth())
                    .atTime(23, 59, 59);
        }
        DateTime there = until.isFloating() ? until : until.shiftTimeZone(TimeZone.getTimeZone(ZONE));
        return LocalDateTime.of(
                there.getYear(),
                there.getMonth() + 1,
                there.getDayOfMonth(),
                there.getHours(),
                there.getMinutes(),
                there.getSeconds());
    }

    private static DateTime floating(LocalDateTime at) {
        return new DateTime(
                at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
    }

    /** When the occurrences begin that begin between two times, the second not included; the first is always one. */
    public List<LocalDateTime> between(LocalDateTime start, LocalDateTime from, LocalDateTime to) {
        List<LocalDateTime> found = new ArrayList<>();
        if (!start.isBefore(from) && start.isBefore(to)) {
            found.add(start);
        }
        try {
            RecurrenceRuleIterator each = parsed().iterator(floating(start));
            if (from.isAfter(start)) {
                each.fastForward(floating(from));
            }
            while (each.hasNext() && found.size() < MOST_AT_ONCE) {
                LocalDateTime next = local(each.nextDateTime());
                if (!next.isBefore(to)) {
                    break;
                }
                if (next.isAfter(start) && !next.isBefore(from)) {
                    found.add(next);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException never) {
            // a rule that fits no day, such as 30 February: the library gives up after a while
            return found;
        }
        return found;
    }

    /** After this nothing begins any more; null when it never ends. */
    public @Nullable LocalDateTime last(LocalDateTime start) {
        RecurrenceRule parsed = parsed();
        if (parsed.getUntil() != null) {
            LocalDateTime until = local(parsed.getUntil());
            return until.isBefore(start) ? start : until;
        }
        if (parsed.getCount() == null) {
            return null;
        }
        List<LocalDateTime> all = between(start, start, LocalDateTime.of(9999, 1, 1, 0, 0));
        return all.isEmpty() ? start : all.getLast();
    }

    /** The same until just before an occurrence. */
    public Recurrence endingBefore(LocalDateTime occurrence) {
        RecurrenceRule ending = parsed();
        ending.setUntil(floating(occurrence.minusSeconds(1)));
        return new Recurrence(ending);
    }

    /** The same from an occurrence on. */
    public Recurrence beginningAt(LocalDateTime start, LocalDateTime occurrence) {
        RecurrenceRule rest = parsed();
        Integer count = rest.getCount();
        if (count != null) {
            rest.setCount(Math.max(1, count - between(start, start, occurrence).size()));
        }
        return new Recurrence(rest);
    }

    /** The same for a series whose occurrences move, each by as much: Mondays become Tuesdays. */
    public Recurrence moved(LocalDateTime from, LocalDateTime to) {
        long days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
        if (days == 0 && from.equals(to)) {
            return this;
        }
        RecurrenceRule moved = parsed();
        if (moved.getUntil() != null) {
            moved.setUntil(floating(local(moved.getUntil()).plusDays(days)));
        }
        try {
            if (days != 0) {
                moveParts(moved, days, to.toLocalDate());
            }
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException(e);
        }
        return new Recurrence(moved);
    }

    private static void moveParts(RecurrenceRule rule, long days, LocalDate to) throws InvalidRecurrenceRuleException {
        List<WeekdayNum> weekdays = rule.getByDayPart();
        if (weekdays != null && rule.getFreq() == Freq.WEEKLY) {
            rule.setByDayPart(weekdays.stream()
                    .map(each ->
                            new WeekdayNum(each.pos, weekday(day(each.weekday).plus(days))))
                    .toList());
        } else if (weekdays != null && weekdays.size() == 1 && weekdays.getFirst().pos != 0) {
            boolean fromTheEnd = weekdays.getFirst().pos < 0;
            int place = fromTheEnd
                    ? -((to.lengthOfMonth() - to.getDayOfMonth()) / 7 + 1)
                    : (to.getDayOfMonth() - 1) / 7 + 1;
            rule.setByDayPart(List.of(new WeekdayNum(place, weekday(to.getDayOfWeek()))));
        }
        List<Integer> monthDays = rule.getByPart(Part.BYMONTHDAY);
        if (monthDays != null && monthDays.size() == 1) {
            rule.setByPart(Part.BYMONTHDAY, to.getDayOfMonth());
        }
        List<Integer> months = rule.getByPart(Part.BYMONTH);
        if (months != null && months.size() == 1) {
            // the library counts months from 0
            rule.setByPart(Part.BYMONTH, to.getMonthValue() - 1);
        }
    }

    private static DayOfWeek day(Weekday weekday) {
        return switch (weekday) {
            case MO -> DayOfWeek.MONDAY;
            case TU -> DayOfWeek.TUESDAY;
            case WE -> DayOfWeek.WEDNESDAY;
            case TH -> DayOfWeek.THURSDAY;
            case FR -> DayOfWeek.FRIDAY;
            case SA -> DayOfWeek.SATURDAY;
            case SU -> DayOfWeek.SUNDAY;
        };
    }

    private static Weekday weekday(DayOfWeek day) {
        return Weekday.values()[day.getValue() % 7];
    }

    /**
     * Its form for other programs, where the end of a series with a time is in UTC and that of whole days is a day.
     */
    public String forOthers(boolean allDay, ZoneId zone) {
        RecurrenceRule out = parsed();
        DateTime until = out.getUntil();
        if (until == null) {
            return rule;
        }
        LocalDateTime local = local(until);
        String written = allDay
                ? local.format(DateTimeFormatter.BASIC_ISO_DATE)
                : local.atZone(zone)
                        .withZoneSameInstant(java.time.ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
        return rule.replaceFirst("UNTIL=[0-9TZ]+", "UNTIL=" + written);
    }

    // in words

    /** What people would say: {@code Cada 2 semanas: lunes y miércoles, hasta el 3 dic 2026}. */
    public String text(Locale locale) {
        RecurrenceRule parsed = parsed();
        String unit = parsed.getFreq().name().toLowerCase(Locale.ROOT);
        String every = parsed.getInterval() == 1
                ? Texts.text(locale, "repeat." + unit)
                : Texts.text(locale, "repeat." + unit + ".many", parsed.getInterval());
        String when = when(parsed, locale);
        String end = "";
        if (parsed.getCount() != null) {
            end = ", " + Texts.text(locale, "repeat.times", parsed.getCount());
        } else if (parsed.getUntil() != null) {
            LocalDate until = local(parsed.getUntil()).toLocalDate();
            end = ", "
                    + Texts.text(
                            locale,
                            "repeat.until",
                            until.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                    .withLocale(locale)));
        }
        return every + (when.isEmpty() ? "" : ": " + when) + end;
    }

    private static String when(RecurrenceRule rule, Locale locale) {
        List<String> parts = new ArrayList<>();
        List<WeekdayNum> weekdays = rule.getByDayPart();
        if (weekdays != null) {
            List<Integer> places = rule.getByPart(Part.BYSETPOS);
            boolean isPlaced = places != null && places.size() == 1;
            List<String> names = weekdays.stream()
                    .map(each -> weekday(each.pos == 0 && isPlaced ? places.getFirst() : each.pos, each, locale))
                    .toList();
            parts.add(joined(names, locale));
        }
        List<Integer> monthDays = rule.getByPart(Part.BYMONTHDAY);
        if (monthDays != null) {
            parts.add(joined(
                    monthDays.stream()
                            .map(day -> day == -1
                                    ? Texts.text(locale, "repeat.last-day")
                                    : Texts.text(locale, "repeat.day-of-month", day))
                            .toList(),
                    locale));
        }
        List<Integer> months = rule.getByPart(Part.BYMONTH);
        if (months != null) {
            parts.add(joined(
                    months.stream()
                            .map(month -> Month.of(month + 1).getDisplayName(TextStyle.FULL_STANDALONE, locale))
                            .toList(),
                    locale));
        }
        return String.join(", ", parts);
    }

    private static String weekday(int place, WeekdayNum each, Locale locale) {
        String name = day(each.weekday).getDisplayName(TextStyle.FULL_STANDALONE, locale);
        return place == 0
                ? name
                : Texts.find(locale, "repeat.place." + place)
                        .map(ordinal -> ordinal + " " + name)
                        .orElse(place + ". " + name);
    }

    private static String joined(List<String> names, Locale locale) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " " + Texts.text(locale, "repeat.and") + " "
                        + names.getLast();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Recurrence recurrence && recurrence.rule.equals(rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    @Override
    public String toString() {
        return rule;
    }
}
