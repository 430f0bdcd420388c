package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678Z",
                "00000000T",
                "X1234567L",
                "Y1234567X",
                "Z1234567R",
                "B60000007",
                "A58818501",
                "Q2826000H",
                "ESB60000007",
                "FR40303265045",
                "DE136695976"
            })
    void acceptsRightNumbers(String number) {
        assertThat(TaxNumbers.isPlausible(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678A",
                "1234567Z",
                "X1234567A",
                "B60000001",
                "Q28260008",
                "ES12345678A",
                "F",
                "",
                "ZZ",
                "NOES",
                "FRANCE"
            })
    void refusesWrongOnes(String number) {
        assertThat(TaxNumbers.isPlausible(number)).isFalse();
    }
}
