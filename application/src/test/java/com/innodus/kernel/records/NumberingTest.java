package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @CsvSource({
        "EXP-, EXP-00042",
        "'', 00042",
        "EXP-{yyyy}-{0000}, EXP-2026-0042",
        "F{yy}/{0}, F26/42",
        "{000}/{yyyy}, 042/2026",
        "{yyyy} , 202600042",
        "Ñ_{0}., Ñ_42."
    })
    void writesNumbers(String pattern, String number) {
        assertThat(Numbering.isPattern(pattern)).isTrue();
        assertThat(Numbering.write(pattern, 42, DAY)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{mm}", "{0}{0}", "%d", "<b>", "{0000000000}", "\n", "1234567890123456789012345678901"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThat(Numbering.isPattern(pattern)).isFalse();
    }
}
