package com.innodus.kernel.automation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/** When rules that wait for a time have it, by the clock on the wall: on both days that summer time changes, too. */
final class Times {
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** A week on each side more than working days can move a day. */
    private static final int SLACK = 7;

    private Times() {}

    /** The first time after {@code now}. */
    static Instant next(Trigger trigger, Instant now) {
        ZonedDateTime local = now.atZone(ZONE);
        LocalTime at = switch (trigger) {
            case Trigger.DayComes day -> day.at();
            case Trigger.Schedule schedule -> schedule.at();
            default -> throw new IllegalArgumentException("Waits for no time: " + trigger);
        };
        return Stream.iterate(local.toLocalDate(), day -> day.plusDays(1))
                .filter(day -> !(trigger instanceof Trigger.Schedule schedule) || isOn(schedule, day))
                .map(day -> ZonedDateTime.of(day, at, ZONE).toInstant())
                .filter(moment -> moment.isAfter(now))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOn(Trigger.Schedule schedule, LocalDate day) {
        if (schedule.dayOfMonth() != null) {
            int last = YearMonth.from(day).lengthOfMonth();
            return day.getDayOfMonth() == Math.min(schedule.dayOfMonth(), last);
        }
        return schedule.days().isEmpty() || schedule.days().contains(day.getDayOfWeek());
    }

    /** Which days in the field make the rule fire on {@code today}. */
    static List<LocalDate> daysMeant(Trigger.DayComes trigger, LocalDate today) {
        if (!trigger.working()) {
            return List.of(today.minusDays(trigger.days()));
        }
        int reach = Math.abs(trigger.days()) * 2 + SLACK;
        return today.minusDays(reach)
                .datesUntil(today.plusDays(reach + 1L))
                .filter(day -> shifted(day, trigger.days()).equals(today))
                .toList();
    }

    /** So many working days later or earlier; with none, the day itself or the first working day after it. */
    static LocalDate shifted(LocalDate day, int working) {
        LocalDate at = day;
        int step = working < 0 ? -1 : 1;
        for (int left = Math.abs(working); left > 0; ) {
            at = at.plusDays(step);
            if (isWorking(at)) {
                left--;
            }
        }
        while (!isWorking(at)) {
            at = at.plusDays(1);
        }
        return at;
    }

    private static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** Whether it is quiet now; over midnight, too. */
    static boolean isWithin(LocalTime from, LocalTime until, LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** When that time of day comes next. */
    static Instant nextAt(LocalTime time, Instant now) {
        return next(new Trigger.Schedule(java.util.Set.of(), null, time), now);
    }
}
