package com.innodus.kernel.notifications;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which ways news reach a user, and when mails do.
 *
 * @param choices what isn't in it is as {@link Choice#USUAL}
 * @param quietFrom local time from which no mail comes; null for no quiet hours
 * @param quietUntil local time until which no mail comes, on the next day where it is before {@code quietFrom}
 * @param workingDays the days on which mails come; none stands for all
 * @param digestAt local time of digests; the weekly one comes on the first working day of the week
 * @param zone where the user lives
 */
public record Preferences(
        Map<Topic, Choice> choices,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        Set<DayOfWeek> workingDays,
        LocalTime digestAt,
        ZoneId zone) {
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    public Preferences {
        choices = Map.copyOf(choices);
        workingDays = Set.copyOf(workingDays.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : workingDays);
    }

    /** When a mail tells it. */
    public enum Mail {
        NONE,
        AT_ONCE,
        DAILY,
        WEEKLY
    }

    /** How one kind of news comes; neither way is off. */
    public record Choice(boolean bell, Mail mail) {
        public static final Choice USUAL = new Choice(true, Mail.NONE);
        public static final Choice OFF = new Choice(false, Mail.NONE);
    }

    /** Of somebody who chose nothing yet. */
    static Preferences usual(ZoneId zone) {
        return new Preferences(
                new EnumMap<>(Topic.class),
                null,
                null,
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                MORNING,
                zone);
    }

    public Choice of(Topic topic) {
        return choices.getOrDefault(topic, Choice.USUAL);
    }

    /** When a mail shall tell what happens now; null for never. */
    @Nullable Instant mailAt(Mail mail, Instant now) {
        return switch (mail) {
            case NONE -> null;
            case AT_ONCE -> awake(now);
            case DAILY -> awake(digest(now, workingDays));
            case WEEKLY -> awake(digest(now, Set.of(firstDay())));
        };
    }

    private DayOfWeek firstDay() {
        return workingDays.stream().min(DayOfWeek::compareTo).orElse(DayOfWeek.MONDAY);
    }

    /** The next digest after a moment. */
    private Instant digest(Instant after, Set<DayOfWeek> days) {
        LocalDate date = after.atZone(zone).toLocalDate();
        while (true) {
            Instant at = date.atTime(digestAt).atZone(zone).toInstant();
            if (days.contains(date.getDayOfWeek()) && at.isAfter(after)) {
                return at;
            }
            date = date.plusDays(1);
        }
    }

    /** The moment itself, or the first one after it that is in no quiet hour and on a working day. */
    Instant awake(Instant moment) {
        Instant at = moment;
        while (true) {
            ZonedDateTime local = at.atZone(zone);
            if (!workingDays.contains(local.getDayOfWeek())) {
                at = local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            } else if (isQuiet(local.toLocalTime())) {
                at = quietEnd(local);
            } else {
                return at;
            }
        }
    }

    private boolean isQuiet(LocalTime time) {
        if (quietFrom == null || quietUntil == null) {
            return false;
        }
        return quietFrom.isBefore(quietUntil)
                ? !time.isBefore(quietFrom) && time.isBefore(quietUntil)
                : !time.isBefore(quietFrom) || time.isBefore(quietUntil);
    }

    /** Where the clock goes back over the end of the quiet hours, they end the second time for what came after the first. */
    private Instant quietEnd(ZonedDateTime local) {
        LocalDate date = local.toLocalDate();
        while (true) {
            ZonedDateTime end = date.atTime(Objects.requireNonNull(quietUntil)).atZone(zone);
            for (ZonedDateTime each : new ZonedDateTime[] {end, end.withLaterOffsetAtOverlap()}) {
                if (each.toInstant().isAfter(local.toInstant())) {
                    return each.toInstant();
                }
            }
            date = date.plusDays(1);
        }
    }
}
