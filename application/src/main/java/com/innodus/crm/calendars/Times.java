package com.innodus.crm.calendars;

import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When an event is, in the clock of its own zone: an occurrence at nine is at nine in summer and in winter.
 *
 * @param start local; midnight for whole days
 * @param end local; midnight after the last of whole days
 * @param repetition null for what is once
 * @param exceptions local starts of occurrences that are not
 */
public record Times(
        ZoneId zone,
        LocalDateTime start,
        LocalDateTime end,
        boolean allDay,
        @Nullable Recurrence repetition,
        Set<LocalDateTime> exceptions) {
    public static final ZoneId HOME = ZoneId.of("Europe/Madrid");
    public static final Duration USUAL = Duration.ofHours(1);

    /** Later than any calendar looks, and still a moment that PostgreSQL keeps. */
    static final Instant NEVER_OVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /** What takes longer is no event. */
    private static final Duration LONGEST = Duration.ofDays(366);

    static final int LONGEST_REMINDER = 60 * 24 * 28;
    private static final DateTimeFormatter EXCEPTION = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /**
     * One time at which an event is.
     *
     * @param at the local start by which its series knows it, also after it moved with the series
     */
    public record Occurrence(LocalDateTime at, Instant start, Instant end) {}

    public static Times of(Event event) {
        return of(
                zone(event.getTimeZone()),
                event.getStartsAt(),
                Objects.requireNonNullElse(event.getEndsAt(), event.getStartsAt()),
                event.isAllDay(),
                event.getRepetition(),
                event.getExceptions());
    }

    static Times of(
            ZoneId zone,
            Instant startsAt,
            Instant endsAt,
            boolean allDay,
            @Nullable String repetition,
            @Nullable String exceptions) {
        LocalDateTime start = LocalDateTime.ofInstant(startsAt, zone);
        LocalDateTime end = LocalDateTime.ofInstant(endsAt, zone);
        if (allDay) {
            start = start.toLocalDate().atStartOfDay();
            LocalDate last = end.toLocalTime().equals(LocalTime.MIDNIGHT) && end.isAfter(start)
                    ? end.toLocalDate()
                    : end.toLocalDate().plusDays(1);
            end = last.atStartOfDay();
        }
        return new Times(
                zone, start, end, allDay, Recurrence.read(repetition).orElse(null), readExceptions(exceptions));
    }

    static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? HOME : ZoneId.of(name);
        } catch (DateTimeException e) {
            return HOME;
        }
    }

    /** Everything that is wrong with the times of an event. */
    static List<Problem> problems(Event event) {
        List<Problem> problems = new ArrayList<>();
        Instant start = event.getStartsAt();
        Instant end = event.getEndsAt();
        if (start.isBefore(FIRST) || start.isAfter(LAST)) {
            problems.add(Problem.of("startsAt", "error.date"));
        }
        if (end != null && end.isBefore(start)) {
            problems.add(Problem.of("endsAt", "event.error.ends-before"));
        } else if (end != null && Duration.between(start, end).compareTo(LONGEST) > 0) {
            problems.add(Problem.of("endsAt", "event.error.too-long"));
        }
        Integer reminder = event.getReminder();
        if (reminder != null && (reminder < 0 || reminder > LONGEST_REMINDER)) {
            problems.add(Problem.of("reminder", "event.error.reminder"));
        }
        return problems;
    }

    private Instant moment(LocalDateTime local) {
        // in the hour that spring leaves out the clock is one further
        return local.atZone(zone).toInstant();
    }

    Occurrence first() {
        return occurrence(start);
    }

    private Occurrence occurrence(LocalDateTime at) {
        return new Occurrence(at, moment(at), moment(at.plus(Duration.between(start, end))));
    }

    /** The occurrences that are, at least partly, between two moments. */
    public List<Occurrence> between(Instant from, Instant to) {
        List<Occurrence> found = new ArrayList<>();
        for (LocalDateTime at : starts(from, to)) {
            Occurrence occurrence = occurrence(at);
            boolean isPoint = occurrence.start().equals(occurrence.end());
            if (!exceptions.contains(at)
                    && occurrence.start().isBefore(to)
                    && (occurrence.end().isAfter(from)
                            || isPoint && !occurrence.start().isBefore(from))) {
                found.add(occurrence);
            }
        }
        return found;
    }

    private List<LocalDateTime> starts(Instant from, Instant to) {
        if (repetition == null) {
            return List.of(start);
        }
        // a day more on both sides, for hours that clocks leave out
        LocalDateTime first = LocalDateTime.ofInstant(from, zone)
                .minus(Duration.between(start, end))
                .minusDays(1);
        LocalDateTime last = LocalDateTime.ofInstant(to, zone).plusDays(1);
        return repetition.between(start, first, last);
    }

    /** Whether its series has an occurrence that begins then. */
    boolean has(LocalDateTime at) {
        return repetition != null
                && !exceptions.contains(at)
                && repetition.between(start, at, at.plusSeconds(1)).contains(at);
    }

    Instant last() {
        if (repetition == null) {
            return moment(end);
        }
        LocalDateTime last = repetition.last(start);
        return last == null || last.getYear() > 9000 ? NEVER_OVER : moment(last.plus(Duration.between(start, end)));
    }

    static Set<LocalDateTime> readExceptions(@Nullable String text) {
        Set<LocalDateTime> all = new TreeSet<>();
        if (text != null) {
            for (String part : text.split(",")) {
                try {
                    all.add(LocalDateTime.parse(part.strip(), EXCEPTION));
                } catch (DateTimeException e) {
                    // other programs may write anything; what is no time excepts nothing
                    continue;
                }
            }
        }
        return all;
    }

    static @Nullable String writeExceptions(Set<LocalDateTime> all) {
        return all.isEmpty()
                ? null
                : String.join(
                        ",", new TreeSet<>(all).stream().map(EXCEPTION::format).toList());
    }
}
