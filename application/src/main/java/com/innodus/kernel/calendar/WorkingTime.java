package com.innodus.kernel.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When a tenant works.
 *
 * @param week the hours of each day on which it works; days without are free
 * @param country two letters of ISO 3166, "" for no holidays
 * @param region second part of ISO 3166-2 in small letters, such as {@code ct}; "" for the whole country
 * @param exceptions its own closing days, and holidays on which it works
 */
public record WorkingTime(Map<DayOfWeek, List<Hours>> week, String country, String region, List<Deviation> exceptions) {
    /** From nine to six on five days, with the holidays of all Spain. */
    public static final WorkingTime USUAL = new WorkingTime(
            new EnumMap<>(Map.of(
                    DayOfWeek.MONDAY, List.of(Hours.OFFICE),
                    DayOfWeek.TUESDAY, List.of(Hours.OFFICE),
                    DayOfWeek.WEDNESDAY, List.of(Hours.OFFICE),
                    DayOfWeek.THURSDAY, List.of(Hours.OFFICE),
                    DayOfWeek.FRIDAY, List.of(Hours.OFFICE))),
            "ES",
            "",
            List.of());

    /** A stretch of a day; midnight as its end is that of the next day. */
    public record Hours(LocalTime from, LocalTime to) {
        static final Hours OFFICE = new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0));

        private static final Pattern TEXT =
                Pattern.compile("\\s*(\\d{1,2})(?:[:.h](\\d{2}))?\\s*[-–—]\\s*(\\d{1,2})(?:[:.h](\\d{2}))?\\s*");

        /** The hours that a text such as {@code 9:00–14:00, 16–18:30} means; none for a blank one, empty if it means nothing. */
        public static Optional<List<Hours>> read(String text) {
            List<Hours> all = new ArrayList<>();
            if (text.isBlank()) {
                return Optional.of(all);
            }
            for (String part : text.split("[,;]")) {
                Matcher matcher = TEXT.matcher(part);
                if (!matcher.matches()) {
                    return Optional.empty();
                }
                int from = minutes(matcher.group(1), matcher.group(2));
                int to = minutes(matcher.group(3), matcher.group(4));
                boolean isBehind = all.isEmpty() || from >= all.getLast().last();
                if (from >= to || to > Duration.ofDays(1).toMinutes() || !isBehind) {
                    return Optional.empty();
                }
                all.add(new Hours(time(from), time(to)));
            }
            return Optional.of(all);
        }

        /** The form that {@link #read} reads. */
        public static String write(List<Hours> all) {
            return all.stream()
                    .map(hours -> hours.from() + "–" + (hours.to().equals(LocalTime.MIDNIGHT) ? "24:00" : hours.to()))
                    .collect(Collectors.joining(", "));
        }

        private static int minutes(String hours, @org.jspecify.annotations.Nullable String minutes) {
            int rest = minutes == null ? 0 : Integer.parseInt(minutes);
            return rest > 59 ? Integer.MAX_VALUE : Integer.parseInt(hours) * 60 + rest;
        }

        private static LocalTime time(int minutes) {
            return LocalTime.ofSecondOfDay(minutes % (24 * 60) * 60L);
        }

        int first() {
            return from.toSecondOfDay() / 60;
        }

        int last() {
            return to.equals(LocalTime.MIDNIGHT) ? 24 * 60 : to.toSecondOfDay() / 60;
        }
    }

    /**
     * A day that is otherwise than its week and its region say.
     *
     * @param works whether it is worked, at the hours of its weekday or else those of Monday
     */
    public record Deviation(LocalDate day, String name, boolean works) {}

    public List<Hours> hours(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }
}
