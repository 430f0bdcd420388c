package com.innodus.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.notifications.Preferences.Mail;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static Preferences quiet(String from, String until, Set<DayOfWeek> days, ZoneId zone) {
        return new Preferences(Map.of(), LocalTime.parse(from), LocalTime.parse(until), days, LocalTime.of(8, 0), zone);
    }

    /** In 2026 Spain puts its clocks forward on 29 March at 01:00 UTC, and back on 25 October at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        // an ordinary night, over midnight
        "22:00, 07:00, 2026-03-10T20:59:00Z, 2026-03-10T20:59:00Z",
        "22:00, 07:00, 2026-03-10T21:00:00Z, 2026-03-11T06:00:00Z",
        "22:00, 07:00, 2026-03-11T05:59:59Z, 2026-03-11T06:00:00Z",
        "22:00, 07:00, 2026-03-11T06:00:00Z, 2026-03-11T06:00:00Z",
        // within one day
        "13:00, 15:30, 2026-03-10T12:30:00Z, 2026-03-10T14:30:00Z",
        // the short night ends at seven all the same
        "22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
        // half past two doesn't exist then
        "22:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        // the long night, too
        "22:00, 07:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
        // half past two comes twice: the first one is enough, and what comes after it waits for the second
        "22:00, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z"
    })
    void mailsWaitForTheEndOfQuietHours(String from, String until, Instant now, Instant mailed) {
        Preferences preferences = quiet(from, until, EnumSet.allOf(DayOfWeek.class), MADRID);

        assertThat(preferences.mailAt(Mail.AT_ONCE, now)).isEqualTo(mailed);
    }

    @Test
    void quietHoursAreThoseOfTheUsersOwnZone() {
        Instant evening = Instant.parse("2026-03-10T21:30:00Z");
        Set<DayOfWeek> all = EnumSet.allOf(DayOfWeek.class);

        assertThat(quiet("22:00", "07:00", all, MADRID).awake(evening)).isAfter(evening);
        assertThat(quiet("22:00", "07:00", all, ZoneId.of("Atlantic/Canary")).awake(evening))
                .isEqualTo(evening);
    }

    @Test
    void mailsWaitForTheNextWorkingDay() {
        Preferences preferences = quiet("22:00", "07:00", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), MADRID);

        // Friday at eleven in the evening
        assertThat(preferences.mailAt(Mail.AT_ONCE, Instant.parse("2026-03-13T22:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-16T06:00:00Z"));
    }

    @Test
    void digestsComeAtTheirHourOnWorkingDays() {
        Preferences usual = Preferences.usual(MADRID);

        assertThat(usual.mailAt(Mail.NONE, Instant.EPOCH)).isNull();
        assertThat(usual.mailAt(Mail.DAILY, Instant.parse("2026-03-10T06:59:00Z")))
                .isEqualTo(Instant.parse("2026-03-10T07:00:00Z"));
        assertThat(usual.mailAt(Mail.DAILY, Instant.parse("2026-03-13T07:00:00Z")))
                .as("Friday's is out")
                .isEqualTo(Instant.parse("2026-03-16T07:00:00Z"));
        assertThat(usual.mailAt(Mail.WEEKLY, Instant.parse("2026-03-24T12:00:00Z")))
                .as("in summer time by then")
                .isEqualTo(Instant.parse("2026-03-30T06:00:00Z"));
    }

    @Test
    void everyKindOfNewsHasItsTopic() {
        for (Notifications.Kind kind : Notifications.Kind.values()) {
            assertThat(Topic.of(kind)).isNotNull();
        }
    }
}
