package com.innodus.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {
    /** Every way to start a formula, behind everything a spreadsheet may skip, with and without apostrophes. */
    static List<String> payloads() {
        List<String> payloads = new ArrayList<>();
        for (String quotes : List.of("", "'", "''")) {
            for (String skipped : List.of("", " ", "\t", "\r", "\n", "\r\n", "\u00A0", "\u200B", "\uFEFF", " \t ")) {
                for (String start : List.of("=", "+", "-", "@", "＝", "＋", "－", "＠")) {
                    for (String rest : List.of("cmd|' /C calc'!A0", "HYPERLINK(\"http://x;y\",\"z\")", "1+1", "")) {
                        payloads.add(quotes + skipped + start + rest);
                    }
                }
            }
        }
        return payloads;
    }

    @Test
    void everyPayloadIsDefusedAndComesBack() {
        assertThat(payloads()).hasSizeGreaterThan(300).allSatisfy(payload -> {
            String written = FormulaGuard.guard(payload);
            assertThat(written).startsWith("'");
            assertThat(FormulaGuard.release(written)).isEqualTo(payload);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "-1,5",
                "-1.234,56",
                "+3",
                "+34 600 111 222",
                "+34600111222",
                "plain",
                "'",
                "''",
                "'quoted'",
                "d'Or",
                "'-5",
                "'+34 600 111 222",
                "a=b",
                "1-2",
                "",
                " ",
                "' =x"
            })
    void harmlessTextsStayAsTheyAre(String text) {
        assertThat(FormulaGuard.guard(text)).isIn(text, "'" + text);
        assertThat(FormulaGuard.release(FormulaGuard.guard(text))).isEqualTo(text);
        if (!text.equals("' =x")) {
            assertThat(FormulaGuard.guard(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1+1", "+1-555-0100", "-5%", " -5", "+34 600 (x)", "-", "+1*2"})
    void whatCouldBeCalculatedIsGuarded(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo("'" + text);
    }

    @Test
    void anApostropheOfTheFileItselfStays() {
        assertThat(FormulaGuard.release("'t Hooft")).isEqualTo("'t Hooft");
        assertThat(FormulaGuard.release("'007")).isEqualTo("'007");
    }
}
