package com.innodus.crm.calendars;

import com.innodus.crm.calendars.CalendarFile.Entry;
import com.innodus.crm.calendars.CalendarFile.Line;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When an event of a calendar's file is, as an {@link Event} has it.
 *
 * @param end null when the file says nothing of it
 * @param repetition null for what is once
 * @param occurrence the local time at which it would have been in its series; null for others
 */
record CalendarTimes(
        ZoneId zone,
        LocalDateTime start,
        @Nullable LocalDateTime end,
        boolean allDay,
        @Nullable String repetition,
        Set<LocalDateTime> exceptions,
        @Nullable LocalDateTime occurrence) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Pattern DURATION = Pattern.compile(
            "\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?(?:T(?:(\\d{1,5})H)?(?:(\\d{1,6})M)?(?:(\\d{1,7})S)?)?");
    private static final Pattern UNTIL = Pattern.compile("(?i)UNTIL=(\\d{8}T\\d{6})Z");
    private static final int MOST_EXCEPTIONS = 1_000;

    /** Names that Windows and its calendars have for the clocks of the countries from which files come (CLDR). */
    private static final Map<String, String> WINDOWS = Map.ofEntries(
            Map.entry("Romance Standard Time", "Europe/Madrid"),
            Map.entry("GMT Standard Time", "Europe/London"),
            Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
            Map.entry("W. Europe Standard Time", "Europe/Berlin"),
            Map.entry("Central Europe Standard Time", "Europe/Budapest"),
            Map.entry("Central European Standard Time", "Europe/Warsaw"),
            Map.entry("E. Europe Standard Time", "Europe/Chisinau"),
            Map.entry("FLE Standard Time", "Europe/Kyiv"),
            Map.entry("GTB Standard Time", "Europe/Bucharest"),
            Map.entry("Turkey Standard Time", "Europe/Istanbul"),
            Map.entry("Russian Standard Time", "Europe/Moscow"),
            Map.entry("Morocco Standard Time", "Africa/Casablanca"),
            Map.entry("Eastern Standard Time", "America/New_York"),
            Map.entry("Central Standard Time", "America/Chicago"),
            Map.entry("Mountain Standard Time", "America/Denver"),
            Map.entry("Pacific Standard Time", "America/Los_Angeles"),
            Map.entry("Central Standard Time (Mexico)", "America/Mexico_City"),
            Map.entry("SA Pacific Standard Time", "America/Bogota"),
            Map.entry("Venezuela Standard Time", "America/Caracas"),
            Map.entry("Argentina Standard Time", "America/Argentina/Buenos_Aires"),
            Map.entry("Pacific SA Standard Time", "America/Santiago"),
            Map.entry("E. South America Standard Time", "America/Sao_Paulo"),
            Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
            Map.entry("China Standard Time", "Asia/Shanghai"),
            Map.entry("India Standard Time", "Asia/Kolkata"));

    /** Something in an event can't be taken. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unfit(String field, String key, String... arguments) {
            super(key);
            problem = Problem.of(field, key, arguments);
        }

        Problem problem() {
            return problem;
        }
    }

    /** A local time, and the zone that its line names. */
    private record Point(LocalDateTime at, @Nullable ZoneId zone, boolean isDay) {
        LocalDateTime in(ZoneId other) {
            return zone == null || isDay
                    ? at
                    : at.atZone(zone).withZoneSameInstant(other).toLocalDateTime();
        }
    }

    /** @param usual the zone of what says none; null for the workspace's */
    static CalendarTimes of(Entry entry, @Nullable String usual) throws Unfit {
        Line startLine =
                entry.line("DTSTART").orElseThrow(() -> new Unfit("startsAt", "calendar.import.error.no-start"));
        Point start = point(startLine.value(), startLine, "startsAt");
        String rule = entry.line("RRULE").map(line -> line.value().strip()).orElse(null);
        ZoneId home = usual == null ? Times.HOME : zone(usual, "timeZone");
        // a single moment in UTC is shown in the workspace's clock; a series stays at its hour of UTC
        ZoneId zone = start.zone() == null || rule == null && start.zone().equals(ZoneOffset.UTC) ? home : start.zone();
        ZoneId named = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        LocalDateTime first = start.in(named);
        Line occurrence = entry.line("RECURRENCE-ID").orElse(null);
        if (occurrence != null && occurrence.parameters().containsKey("RANGE")) {
            throw new Unfit("occurrenceAt", "calendar.import.error.range");
        }
        if (!entry.all("RDATE").isEmpty()) {
            throw new Unfit("repetition", "calendar.import.error.rdate");
        }
        return new CalendarTimes(
                named,
                first,
                end(entry, start, first, named),
                start.isDay(),
                repetition(rule, named),
                exceptions(entry, first, named),
                occurrence == null
                        ? null
                        : point(occurrence.value(), occurrence, "occurrenceAt").in(named));
    }

    private static @Nullable LocalDateTime end(Entry entry, Point start, LocalDateTime first, ZoneId zone)
            throws Unfit {
        Line end = entry.line("DTEND").orElse(null);
        if (end != null) {
            return point(end.value(), end, "endsAt").in(zone);
        }
        Line length = entry.line("DURATION").orElse(null);
        if (length != null) {
            return first.plus(duration(length.value()));
        }
        return start.isDay() ? first.plusDays(1) : null;
    }

    private static @Nullable String repetition(@Nullable String rule, ZoneId zone) throws Unfit {
        if (rule == null) {
            return null;
        }
        // the end of a rule is told in UTC, and counted here in the clock of the event
        Matcher until = UNTIL.matcher(rule);
        String local = until.replaceAll(match -> {
            try {
                return "UNTIL="
                        + TIME.format(LocalDateTime.parse(match.group(1), TIME)
                                .atZone(ZoneOffset.UTC)
                                .withZoneSameInstant(zone));
            } catch (DateTimeException e) {
                return match.group();
            }
        });
        return Recurrence.read(local)
                .map(Recurrence::rule)
                .orElseThrow(() -> new Unfit("repetition", "calendar.import.error.rule", shortened(rule)));
    }

    private static Set<LocalDateTime> exceptions(Entry entry, LocalDateTime first, ZoneId zone) throws Unfit {
        Set<LocalDateTime> all = new LinkedHashSet<>();
        for (Line line : entry.all("EXDATE")) {
            for (String part : line.value().split(",")) {
                Point point = point(part, line, "exceptions");
                // some programs except a day, and mean the occurrence on it
                all.add(point.isDay() ? point.at().toLocalDate().atTime(first.toLocalTime()) : point.in(zone));
                if (all.size() > MOST_EXCEPTIONS) {
                    throw new Unfit("exceptions", "calendar.import.error.exceptions", String.valueOf(MOST_EXCEPTIONS));
                }
            }
        }
        return all;
    }

    private static Point point(String value, Line line, String field) throws Unfit {
        String text = value.strip();
        try {
            if (text.length() == 8) {
                LocalDate day = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
                return new Point(day.atStartOfDay(), null, true);
            }
            boolean isUtc = text.endsWith("Z");
            LocalDateTime at = LocalDateTime.parse(isUtc ? text.substring(0, text.length() - 1) : text, TIME);
            String name = line.parameters().get("TZID");
            return new Point(at, isUtc ? ZoneOffset.UTC : name == null ? null : zone(name, field), false);
        } catch (DateTimeException e) {
            throw new Unfit(field, "calendar.import.error.time", shortened(text));
        }
    }

    /** By its name, which programs also write behind names of their own: {@code /mozilla.org/20050126_1/Europe/Madrid}. */
    static ZoneId zone(String name, String field) throws Unfit {
        String known = WINDOWS.getOrDefault(name.strip(), name.strip());
        for (int at = 0; at >= 0; at = known.indexOf('/', at + 1)) {
            String tail = at == 0 ? known : known.substring(at + 1);
            if (ZoneId.getAvailableZoneIds().contains(tail)) {
                return ZoneId.of(tail);
            }
        }
        throw new Unfit(field, "calendar.import.error.zone", shortened(name));
    }

    static Duration duration(String text) throws Unfit {
        Matcher match = DURATION.matcher(text.strip());
        if (!match.matches()) {
            throw new Unfit("endsAt", "calendar.import.error.time", shortened(text));
        }
        return Duration.ofDays(7L * number(match, 1) + number(match, 2))
                .plusHours(number(match, 3))
                .plusMinutes(number(match, 4))
                .plusSeconds(number(match, 5));
    }

    private static long number(Matcher match, int group) {
        return match.group(group) == null ? 0 : Long.parseLong(match.group(group));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    Instant moment(LocalDateTime local) {
        return local.atZone(zone).toInstant();
    }
}
