package com.innodus.kernel.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.calendar.WorkingTime.Hours;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WorkingCalendarTest extends Server {
    @Autowired
    WorkingCalendar calendar;

    private static WorkingTime madrid() {
        return new WorkingTime(
                WorkingTime.USUAL.week(),
                "ES",
                "md",
                List.of(
                        new WorkingTime.Deviation(LocalDate.parse("2026-12-24"), "Nochebuena", false),
                        new WorkingTime.Deviation(LocalDate.parse("2026-12-07"), "", true)));
    }

    private Tenant working(WorkingTime time) {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            calendar.save(time);
            return true;
        });
        return tenant;
    }

    @Test
    void countsWorkingDaysOverWeekendsHolidaysAndClosingDays() {
        Tenant tenant = working(madrid());
        as(tenant, () -> {
            LocalDate friday = LocalDate.parse("2026-12-04");
            // the 7th is worked all the same, the 8th is a holiday
            assertThat(calendar.addWorkingDays(friday, 1)).isEqualTo("2026-12-07");
            assertThat(calendar.addWorkingDays(friday, 2)).isEqualTo("2026-12-09");
            assertThat(calendar.addWorkingDays(LocalDate.parse("2026-12-09"), -2))
                    .isEqualTo("2026-12-04");
            assertThat(calendar.addWorkingDays(LocalDate.parse("2026-12-05"), 0))
                    .isEqualTo("2026-12-07");
            assertThat(calendar.isWorkingDay(LocalDate.parse("2026-12-24"))).isFalse();
            assertThat(calendar.isWorkingDay(LocalDate.parse("2026-12-23"))).isTrue();
            return true;
        });
    }

    @Test
    void countsWorkingTimeAlsoWhereTheClocksChange() {
        Map<DayOfWeek, List<Hours>> nights = new EnumMap<>(Map.of(
                DayOfWeek.SUNDAY, Hours.read("0:00-6:00").orElseThrow(),
                DayOfWeek.MONDAY, Hours.read("9-14, 16-24").orElseThrow()));
        Tenant tenant = working(new WorkingTime(nights, "", "", List.of()));
        as(tenant, () -> {
            assertThat(calendar.workingTimeBetween(
                            Instant.parse("2026-11-02T07:00:00Z"), Instant.parse("2026-11-03T07:00:00Z")))
                    .isEqualTo(Duration.ofHours(13));
            // the night on which an hour is left out
            assertThat(calendar.workingTimeBetween(
                            Instant.parse("2026-03-28T22:00:00Z"), Instant.parse("2026-03-29T20:00:00Z")))
                    .isEqualTo(Duration.ofHours(5));
            assertThat(calendar.workingTimeBetween(
                            Instant.parse("2026-11-02T10:00:00Z"), Instant.parse("2026-11-02T09:00:00Z")))
                    .isEqualTo(Duration.ofHours(-1));
            return true;
        });
    }

    @Test
    void aCalendarWithoutWorkingDaysStillEnds() {
        Tenant tenant = working(new WorkingTime(new EnumMap<>(DayOfWeek.class), "ES", "ct", List.of()));
        assertThat(as(tenant, () -> calendar.addWorkingDays(LocalDate.parse("2026-11-02"), 5)))
                .isEqualTo("2026-11-07");
    }

    @Test
    void isEachTenantsOwnAndChangedByAdministratorsOnly() {
        Tenant tenant = working(madrid());
        Tenant other = newTenant();
        assertThat(as(other, () -> calendar.time())).isEqualTo(WorkingTime.USUAL);
        assertThat(as(tenant, () -> calendar.time())).isEqualTo(madrid());
        assertThatThrownBy(
                        () -> as(tenant, newUser(tenant, "lena", Roles.MEMBER).actor(), () -> {
                            calendar.save(WorkingTime.USUAL);
                            return true;
                        }))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({
        "9-14,9:00–14:00",
        "'8:30 – 15.00 ',8:30–15:00",
        "'0-24',0:00–24:00",
        "'9-14;16-18','9:00–14:00, 16:00–18:00'"
    })
    void hoursAreReadAsPeopleWriteThem(String typed, String same) {
        assertThat(Hours.read(typed)).isEqualTo(Hours.read(same)).isPresent();
        assertThat(Hours.read(Hours.write(Hours.read(typed).orElseThrow()))).isEqualTo(Hours.read(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "14-9", "9-25", "9:70-10", "9-12, 11-13", "9-9", "99999999999-1"})
    void hoursThatAreNoneAreRefused(String typed) {
        assertThat(Hours.read(typed)).isEmpty();
    }
}
