package com.innodus.kernel.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against the calendar of working days for 2026 (BOE-A-2025-21667). */
class HolidaysTest {
    private static final Locale SPANISH = Locale.of("es");

    private static Set<LocalDate> of(String region) {
        return new Holidays().of("ES", region, 2026, SPANISH).keySet();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse("2026-" + text);
    }

    @Test
    void cataloniaHasItsOwn() {
        assertThat(of("ct"))
                .contains(day("01-01"), day("01-06"), day("04-03"), day("04-06"), day("05-01"), day("06-24"))
                .contains(day("08-15"), day("09-11"), day("10-12"), day("12-08"), day("12-25"), day("12-26"))
                .doesNotContain(day("04-02"), day("11-02"), day("12-07"));
    }

    @Test
    void madridMovesWhatFallsOnSundays() {
        assertThat(of("md"))
                .contains(day("04-02"), day("04-03"), day("05-02"), day("11-02"), day("12-07"), day("12-08"))
                .doesNotContain(day("04-06"), day("06-24"), day("12-26"));
    }

    @Test
    void theWholeCountryHasThoseOfAll() {
        assertThat(of("")).contains(day("10-12"), day("05-01")).doesNotContain(day("09-11"), day("05-02"));
    }

    @Test
    void eachRegionHasANameAndHolidays() {
        Holidays holidays = new Holidays();
        assertThat(holidays.regions("ES")).hasSize(19).containsEntry("ct", "Catalunya");
        holidays.regions("ES")
                .keySet()
                .forEach(region -> assertThat(holidays.of("ES", region, 2027, SPANISH))
                        .as(region)
                        .hasSizeGreaterThan(10)
                        .allSatisfy((day, name) -> assertThat(name).isNotBlank()));
    }

    @Test
    void areCalledAsPeopleCallThem() {
        assertThat(new Holidays().of("ES", "ct", 2026, Locale.of("ca")))
                .containsEntry(day("12-26"), "Sant Esteve")
                .containsEntry(day("04-06"), "Dilluns de Pasqua");
    }

    @Test
    void whatIsNoCountryHasNone() {
        Holidays holidays = new Holidays();
        assertThat(holidays.of("", "", 2026, SPANISH)).isEmpty();
        assertThat(holidays.of("../x", "y", 2026, SPANISH)).isEmpty();
        assertThat(holidays.of("ES", "zz", 2026, SPANISH)).isNotNull();
    }
}
