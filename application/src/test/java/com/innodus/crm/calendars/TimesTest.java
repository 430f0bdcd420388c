package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static Times times(String zone, String start, String end, @Nullable String rule, @Nullable String except) {
        return Times.of(ZoneId.of(zone), Instant.parse(start), Instant.parse(end), false, rule, except);
    }

    private static List<Times.Occurrence> between(Times times, String from, String to) {
        return times.between(Instant.parse(from), Instant.parse(to));
    }

    @ParameterizedTest
    @CsvSource({
        // both days on which Madrid changes its clocks, a zone that has none, and the southern half
        "Europe/Madrid,2026-03-20T08:00:00Z",
        "Europe/Madrid,2026-10-20T07:00:00Z",
        "America/Bogota,2026-03-20T14:00:00Z",
        "America/Santiago,2026-03-20T12:00:00Z"
    })
    void aSeriesKeepsItsLocalHourWhenTheClocksChange(String zone, String start) {
        Times daily = times(zone, start, Instant.parse(start).plusSeconds(3600).toString(), "FREQ=DAILY", null);
        List<Times.Occurrence> found =
                daily.between(Instant.parse(start), Instant.parse(start).plusSeconds(40L * 86_400));
        assertThat(found).hasSizeGreaterThan(38).allSatisfy(each -> {
            LocalTime begins = each.start().atZone(ZoneId.of(zone)).toLocalTime();
            assertThat(begins).isEqualTo("09:00");
            assertThat(each.end().atZone(ZoneId.of(zone)).toLocalTime()).isEqualTo("10:00");
        });
    }

    @Test
    void theHourThatSpringLeavesOutIsOneLater() {
        Times night = times("Europe/Madrid", "2026-03-28T01:30:00Z", "2026-03-28T01:45:00Z", "FREQ=DAILY", null);
        assertThat(between(night, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .extracting(Times.Occurrence::start)
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void exceptionsAreNot() {
        Times daily = times(
                "Europe/Madrid",
                "2026-11-02T08:00:00Z",
                "2026-11-02T09:00:00Z",
                "FREQ=DAILY;COUNT=3",
                "zz,20261103T090000");
        assertThat(between(daily, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"))
                .hasSize(2);
        assertThat(daily.last()).isEqualTo("2026-11-04T09:00:00Z");
    }

    @Test
    void whatReachesIntoTheWindowIsInIt() {
        Times fair = times("Europe/Madrid", "2026-11-02T08:00:00Z", "2026-11-05T18:00:00Z", null, null);
        assertThat(between(fair, "2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z"))
                .hasSize(1);
        assertThat(between(fair, "2026-11-05T18:00:00Z", "2026-11-06T00:00:00Z"))
                .isEmpty();
        assertThat(between(fair, "2026-11-01T00:00:00Z", "2026-11-02T08:00:00Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T23:00:00Z,2026-11-02T23:00:00Z,2026-11-03T00:00",
        "2026-11-01T23:00:00Z,2026-11-01T23:00:00Z,2026-11-03T00:00",
        "2026-11-02T10:00:00Z,2026-11-03T12:00:00Z,2026-11-04T00:00"
    })
    void wholeDaysEndAtMidnightAfterTheLast(String start, String end, String expected) {
        Times day = Times.of(ZoneId.of("Europe/Madrid"), Instant.parse(start), Instant.parse(end), true, null, null);
        assertThat(day.start()).isEqualTo("2026-11-02T00:00");
        assertThat(day.end()).isEqualTo(expected);
    }

    @Test
    void anEndlessSeriesIsNeverOver() {
        assertThat(times("Europe/Madrid", "2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z", "FREQ=WEEKLY", null)
                        .last())
                .isEqualTo(Times.NEVER_OVER);
    }
}
