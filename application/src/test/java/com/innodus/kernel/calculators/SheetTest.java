package com.innodus.kernel.calculators;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.formula.Expression.Now;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetTest {
    private static final Now NOW = new Now(LocalDate.parse("2026-11-25"), ZoneOffset.UTC);
    private static final Input BASE = new Input("base", "Base", Kind.NUMBER, "", "");

    private static Output output(String key, String formula) {
        return new Output(key, key, formula, 2, "", "");
    }

    @Test
    void computesEachLineFromInputsAndTheLinesAbove() {
        Sheet sheet = Sheet.of(List.of(BASE), List.of(output("iva", "base * 0.21"), output("total", "base + iva")));
        assertThat(sheet.problems()).isEmpty();
        assertThat(sheet.compute(Map.of("base", new BigDecimal("100.03")), NOW))
                .containsEntry("iva", new BigDecimal("21.01"))
                // of what came out above, not of how it is shown
                .containsEntry("total", new BigDecimal("121.04"));
    }

    @Test
    void whatIsMissingGivesNothingAndNeverFails() {
        Sheet sheet = Sheet.of(List.of(BASE), List.of(output("half", "100 / base"), output("big", "base ^ 9999")));
        assertThat(sheet.compute(Map.of(), NOW)).containsEntry("half", null);
        assertThat(sheet.compute(Map.of("base", BigDecimal.ZERO), NOW)).containsEntry("half", null);
        assertThat(sheet.compute(Map.of("base", new BigDecimal("1e18")), NOW)).containsEntry("big", null);
    }

    @ParameterizedTest
    @CsvSource({
        "total, total + 1, output.0.formula",
        "total, later, output.0.formula",
        "base, base, output.0.key",
        "Total, base, output.0.key",
        "a.b, base, output.0.key",
        "null, base, output.0.key",
        "total, 'base +', output.0.formula",
    })
    void saysWhatIsWrongAndWhere(String key, String formula, String place) {
        assertThat(Sheet.of(List.of(BASE), List.of(output(key, formula), output("later", "1")))
                        .problems())
                .extracting(Problem::field)
                .containsExactly(place);
    }
}
