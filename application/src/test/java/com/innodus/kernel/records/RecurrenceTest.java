package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-11-02T09:00:00");

    private static Recurrence rule(String text) {
        return Recurrence.read(text).orElseThrow();
    }

    private static List<String> starts(String rule, LocalDateTime start, String from, String to) {
        return rule(rule).between(start, LocalDateTime.parse(from), LocalDateTime.parse(to)).stream()
                .map(LocalDateTime::toString)
                .toList();
    }

    @Test
    void hasTheDaysOfItsWeeks() {
        assertThat(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", MONDAY, "2026-11-01T00:00:00", "2026-11-30T00:00:00"))
                .containsExactly("2026-11-02T09:00", "2026-11-04T09:00", "2026-11-16T09:00", "2026-11-18T09:00");
    }

    @Test
    void theFirstIsOneEvenWhereTheRuleHasAnotherDay() {
        assertThat(starts("FREQ=WEEKLY;BYDAY=TU", MONDAY, "2026-11-01T00:00:00", "2026-11-12T00:00:00"))
                .containsExactly("2026-11-02T09:00", "2026-11-03T09:00", "2026-11-10T09:00");
    }

    @Test
    void hasThePlacesOfItsMonths() {
        assertThat(starts(
                        "FREQ=MONTHLY;BYDAY=-1FR",
                        LocalDateTime.parse("2026-11-27T10:00:00"),
                        "2026-11-01T00:00:00",
                        "2027-02-01T00:00:00"))
                .containsExactly("2026-11-27T10:00", "2026-12-25T10:00", "2027-01-29T10:00");
    }

    @Test
    void theThirtyFirstIsOnlyInMonthsThatHaveOne() {
        assertThat(starts(
                        "FREQ=MONTHLY",
                        LocalDateTime.parse("2026-01-31T10:00:00"),
                        "2026-01-01T00:00:00",
                        "2026-06-01T00:00:00"))
                .containsExactly("2026-01-31T10:00", "2026-03-31T10:00", "2026-05-31T10:00");
    }

    @Test
    void theTwentyNinthOfFebruaryIsInLeapYears() {
        assertThat(starts(
                        "FREQ=YEARLY",
                        LocalDateTime.parse("2024-02-29T10:00:00"),
                        "2024-01-01T00:00:00",
                        "2033-01-01T00:00:00"))
                .containsExactly("2024-02-29T10:00", "2028-02-29T10:00", "2032-02-29T10:00");
    }

    @Test
    void endsAfterItsTimesOrItsDay() {
        assertThat(rule("FREQ=DAILY;COUNT=3").last(MONDAY)).isEqualTo("2026-11-04T09:00:00");
        assertThat(starts("FREQ=DAILY;UNTIL=20261103", MONDAY, "2026-11-01T00:00:00", "2026-12-01T00:00:00"))
                .containsExactly("2026-11-02T09:00", "2026-11-03T09:00");
        assertThat(rule("FREQ=DAILY").last(MONDAY)).isNull();
    }

    @Test
    void anEndInUtcIsALocalOne() {
        assertThat(rule("FREQ=DAILY;UNTIL=20261103T080000Z").rule()).contains("UNTIL=20261103T090000");
    }

    @Test
    void aWindowFarFromTheStartIsFoundAtOnce() {
        LocalDateTime old = LocalDateTime.parse("1900-01-01T09:00:00");
        long before = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(starts("FREQ=DAILY", old, "2026-11-02T00:00:00", "2026-11-04T00:00:00"))
                    .hasSize(2);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7",
                "FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=31"
            })
    void aRuleThatFitsNoDayEnds(String text) {
        assertThat(starts(text, MONDAY, "2026-11-01T00:00:00", "2036-11-01T00:00:00")
                        .size())
                .isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zzz",
                "FREQ=SECONDLY",
                "FREQ=HOURLY",
                "FREQ=DAILY;COUNT=999999999",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;INTERVAL=-1",
                "FREQ=DAILY;BYHOUR=1,2,3",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=DAILY;UNTIL=99999999T999999",
                "'; drop table event"
            })
    void whatIsNoRuleOfCalendarsIsRefused(String text) {
        assertThat(Recurrence.read(text)).isEmpty();
    }

    @Test
    void isCutInTwoWithoutLosingAnOccurrence() {
        Recurrence whole = rule("FREQ=DAILY;COUNT=10");
        LocalDateTime cut = MONDAY.plusDays(4);
        Recurrence first = whole.endingBefore(cut);
        Recurrence second = whole.beginningAt(MONDAY, cut);
        LocalDateTime end = MONDAY.plusYears(1);
        assertThat(first.between(MONDAY, MONDAY, end)).hasSize(4);
        assertThat(second.between(cut, cut, end)).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;BYDAY=MO,WE|2026-11-02T09:00|2026-11-03T11:00|BYDAY=TU,TH",
                "FREQ=MONTHLY;BYDAY=1MO|2026-11-02T09:00|2026-11-10T09:00|BYDAY=2TU",
                "FREQ=MONTHLY;BYDAY=-1FR|2026-11-27T09:00|2026-11-26T09:00|BYDAY=-1TH",
                "FREQ=MONTHLY;BYMONTHDAY=2|2026-11-02T09:00|2026-11-05T09:00|BYMONTHDAY=5",
                "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2|2026-11-02T09:00|2026-12-03T09:00|BYMONTH=12",
                "FREQ=WEEKLY;BYDAY=MO|2026-11-02T09:00|2026-11-02T11:00|BYDAY=MO"
            })
    void movesItsDaysWithIt(String rule, String from, String to, String expected) {
        assertThat(rule(rule)
                        .moved(LocalDateTime.parse(from), LocalDateTime.parse(to))
                        .rule())
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=DAILY|es|Cada día",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=9|es|Cada 2 semanas: lunes, miércoles y viernes, 9 veces",
                "FREQ=WEEKLY;BYDAY=MO|en|Every week: Monday",
                "FREQ=MONTHLY;BYDAY=-1FR|ca|Cada mes: últim divendres",
                "FREQ=MONTHLY;BYDAY=2TU|es|Cada mes: segundo martes",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1|en|Every month: first Monday",
                "FREQ=MONTHLY;BYMONTHDAY=15|ca|Cada mes: dia 15",
                "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24|es|Cada año: día 24, diciembre",
                "FREQ=DAILY;COUNT=1|en|Every day, once"
            })
    void isToldInWords(String rule, String language, String words) {
        assertThat(rule(rule).text(Locale.of(language))).isEqualTo(words);
    }

    @Test
    void tellsOthersItsEndAsTheStandardWants() {
        Recurrence rule = rule("FREQ=DAILY;UNTIL=20270701T235959");
        assertThat(rule.forOthers(false, ZoneId.of("Europe/Madrid"))).contains("UNTIL=20270701T215959Z");
        assertThat(rule.forOthers(true, ZoneId.of("Europe/Madrid"))).endsWith("UNTIL=20270701");
    }
}
