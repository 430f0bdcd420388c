package com.innodus.kernel.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    @ParameterizedTest
    @CsvSource({
        // over the change to summer time at 29 March 2026 and back at 25 October it stays eight o'clock
        "2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z",
        "2026-11-24T06:59:59Z, 2026-11-24T07:00:00Z",
        "2026-11-24T07:00:00Z, 2026-11-25T07:00:00Z",
    })
    void comesEachDayAtTheSameHourOnTheWall(Instant now, Instant next) {
        assertThat(Times.next(new Trigger.Schedule(Set.of(), null, EIGHT), now)).isEqualTo(next);
    }

    @Test
    void comesOnDaysOfTheWeekAndOnTheLastOfShortMonths() {
        Instant tuesday = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(Times.next(new Trigger.Schedule(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, EIGHT), tuesday))
                .isEqualTo("2026-11-27T07:00:00Z");
        assertThat(Times.next(new Trigger.Schedule(Set.of(), 31, EIGHT), tuesday))
                .isEqualTo("2026-11-30T07:00:00Z");
        assertThat(Times.next(new Trigger.Schedule(Set.of(), 31, EIGHT), Instant.parse("2027-02-01T12:00:00Z")))
                .isEqualTo("2027-02-28T07:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // Friday
        "2026-11-27, 1, 2026-11-30",
        "2026-11-27, 0, 2026-11-27",
        "2026-11-27, -5, 2026-11-20",
        // Saturday
        "2026-11-28, 0, 2026-11-30",
        "2026-11-28, 1, 2026-11-30",
        "2026-11-28, -1, 2026-11-27",
    })
    void countsWorkingDays(LocalDate day, int days, LocalDate expected) {
        assertThat(Times.shifted(day, days)).isEqualTo(expected);
    }

    @Test
    void findsEveryDayThatMeansToday() {
        LocalDate monday = LocalDate.parse("2026-11-30");
        assertThat(Times.daysMeant(new Trigger.DayComes("x", 1, true, EIGHT), monday))
                .containsExactly(
                        LocalDate.parse("2026-11-27"), LocalDate.parse("2026-11-28"), LocalDate.parse("2026-11-29"));
        assertThat(Times.daysMeant(new Trigger.DayComes("x", -3, false, EIGHT), monday))
                .containsExactly(LocalDate.parse("2026-12-03"));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 08:00, 23:30, true",
        "22:00, 08:00, 07:59, true",
        "22:00, 08:00, 08:00, false",
        "13:00, 15:00, 13:00, true",
        "13:00, 15:00, 15:00, false",
    })
    void knowsQuietHours(LocalTime from, LocalTime until, LocalTime time, boolean quiet) {
        assertThat(Times.isWithin(from, until, time)).isEqualTo(quiet);
    }
}
