package com.innodus.kernel.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Map<String, Kind> KINDS = Map.of(
            "amount", Kind.NUMBER,
            "missing", Kind.NUMBER,
            "name", Kind.TEXT,
            "unnamed", Kind.TEXT,
            "bought", Kind.DAY,
            "made", Kind.MOMENT,
            "active", Kind.FLAG,
            "employer.name", Kind.TEXT);
    private static final Map<String, Object> VALUES = Map.of(
            "amount",
            new BigDecimal("100.10"),
            "name",
            "José Peña",
            "bought",
            LocalDate.of(2026, 11, 20),
            // an hour into the 25th in Madrid
            "made",
            Instant.parse("2026-11-24T23:30:00Z"),
            "active",
            true,
            "employer.name",
            "Gráficas Duero");
    private static final Expression.Now NOW =
            new Expression.Now(LocalDate.of(2026, 11, 24), ZoneId.of("Europe/Madrid"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3|7",
                "(1 + 2) * 3|9",
                "2 ^ 3 ^ 2|512",
                "-2 ^ 2|-4",
                "2 ^ -1|0.5",
                "10 - 4 - 3|3",
                "- - 3|3",
                "0.1 + 0.2|0.3",
                "round(10 / 3, 2)|3.33",
                "round(2.5)|3",
                "round(-2.5)|-3",
                "round(1234, -2)|1200",
                "floor(-1.2)|-2",
                "ceil(1.2)|2",
                "mod(-7, 3)|2",
                "abs(-amount)|100.1",
                "amount * 0.21|21.021",
                "amount × 2 ÷ 4 − 1|49.05",
                "sum(amount, missing, 1)|101.1",
                "average(1, 2, missing)|1.5",
                "min(3, missing, 2)|2",
                "number(' 12,5 ')|12.5",
                "length('día👍')|4",
                "days_between(bought, today())|4",
                "made - bought|5",
                "months_between(date(2026, 1, 31), date(2026, 3, 1))|1",
                // Friday to Tuesday: Friday and Monday
                "workdays_between(bought, today())|2",
                "workdays_between(today(), bought)|-2",
                "workdays_between(date(2026, 11, 21), date(2026, 11, 22))|0",
                "hours_between(made, made)|0",
                "year(bought) * 100 + month(bought)|202611",
                "weekday(bought)|5",
                "if(active, 1, 2)|1",
                "SI(no active; 1; 2)|2",
                "coalesce(missing, amount)|100.1",
                "primer_valor(missing; 5)|5",
            })
    void calculates(String formula, BigDecimal result) {
        assertThat((BigDecimal) value(formula)).isEqualByComparingTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "concat(name, ': ', amount)|José Peña: 100.1",
                "name & ' ' & unnamed & missing|`José Peña `",
                "max('b', 'Á', 'c')|c",
                "min('b', 'Á', 'c')|Á",
                "'a' + 'b'|ab",
                "'it''s'|it's",
                "\"say \"\"hi\"\"\"|say \"hi\"",
                "upper(left(name, 4))|JOSÉ",
                "right('día👍', 2)|a👍",
                "left(name, -1)|``",
                "trim('  a ')|a",
                "replace('a-b-c', '-', '+')|a+b+c",
                "text(bought + 1)|2026-11-21",
                "text(1.50)|1.5",
                "lower(employer.name)|gráficas duero",
                "if(amount > 100, 'grande', 'pequeño')|grande",
                "MAYÚSCULAS('ñ')|Ñ",
            })
    void writes(String formula, String result) {
        assertThat(value(formula)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount = 100.100|true",
                "amount <> 100|true",
                "amount ≥ 100 and amount <= 200|true",
                "name = 'jose pena'|true",
                "contains(name, 'PENA')|true",
                "contiene(name, 'x')|false",
                "starts_with(name, 'josé')|true",
                "bought < today()|true",
                "made > today()|true",
                "made = date(2026, 11, 25)|true",
                "not active or 1 = 1 and 2 = 3|false",
                "not not active|true",
                "missing > 0|false",
                "missing <= 0|false",
                "not (missing > 0)|true",
                "missing = null|true",
                "amount = null|false",
                "is_empty(unnamed)|true",
                "is_empty('  ')|true",
                "missing = 0|false",
                "verdadero y no falso|true",
                "active = true|true",
            })
    void decides(String formula, boolean result) {
        assertThat(value(formula)).isEqualTo(result);
        assertThat(parse(formula).holds(VALUES::get, NOW)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount / 0",
                "mod(amount, 0)",
                "0 ^ -1",
                "missing + 1",
                "9 ^ 100",
                "10 ^ 10 ^ 10",
                "2 ^ 0.5",
                "round(1, 1000000000)",
                "date(2026, 2, 30)",
                "date(2026, 1.5, 1)",
                "add_days(today(), 99999999)",
                "add_months(today(), missing)",
                "number('x')",
                "if(1 = 2, 1)",
                "null",
                "upper(unnamed)",
                "average(missing)",
                "hours_between(made, null)",
            })
    void hasNoValueForWhatCannotBeComputed(String formula) {
        assertThat(value(formula)).isNull();
    }

    @Test
    void addsToDays() {
        assertThat(value("bought + 30")).isEqualTo(LocalDate.of(2026, 12, 20));
        assertThat(value("bought - 20")).isEqualTo(LocalDate.of(2026, 10, 31));
        assertThat(value("add_months(date(2026, 1, 31), 1)")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(value("sumar_días(bought; 1)")).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(value("coalesce(null, made, bought)")).isEqualTo(LocalDate.of(2026, 11, 25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1|formula.error.empty",
                "'abc|1|formula.error.open-text",
                "1 # 2|3|formula.error.unknown-sign",
                "1 2|3|formula.error.unexpected",
                "1 +|4|formula.error.ends",
                "1 + * 2|5|formula.error.unexpected",
                "(1 + 2|7|formula.error.close",
                "salary * 2|1|formula.error.unknown-name",
                "1 + employer.salary|5|formula.error.unknown-name",
                "exec('ls')|1|formula.error.unknown-function",
                "1 + round()|5|formula.error.count",
                "if(active)|1|formula.error.count",
                "today(1)|1|formula.error.count",
                "round(1, 2, 3)|1|formula.error.count",
                "upper(amount)|7|formula.error.kind",
                "if(amount, 1, 2)|4|formula.error.kind",
                "if(active, 1, 'a')|15|formula.error.kind",
                "active and amount|12|formula.error.kind",
                "not 5|5|formula.error.kind",
                "amount = name|8|formula.error.not-comparable",
                "name * 2|6|formula.error.not-calculable",
                "1 + bought|3|formula.error.not-calculable",
                "-name|1|formula.error.kind",
            })
    void saysWhereATextIsNoFormula(String formula, int position, String message) {
        assertThatThrownBy(() -> parse(formula)).isInstanceOfSatisfying(FormulaProblem.class, problem -> {
            assertThat(problem.position()).isEqualTo(position);
            assertThat(problem.message()).isEqualTo(message);
        });
    }

    @Test
    void explainsItInTheReadersLanguage() {
        assertThatThrownBy(() -> parse("if(active, 1, 'a')")).isInstanceOfSatisfying(FormulaProblem.class, problem -> {
            assertThat(problem.sentence(Locale.of("es"))).isEqualTo("Posición 15: se esperaba «número» y hay «texto».");
            assertThat(problem.sentence(Locale.ENGLISH))
                    .isEqualTo("Position 15: “number” was expected, but this is “text”.");
        });
    }

    @Test
    void letsAFieldHaveTheNameOfAWord() {
        Expression expression = Expression.parse("y + null", name -> Optional.of(Kind.NUMBER));
        assertThat(expression.names()).containsExactlyInAnyOrder("y", "null");
        assertThat(expression.evaluate(name -> BigDecimal.TWO, NOW)).isEqualTo(BigDecimal.valueOf(4));
    }

    @Test
    void knowsWhatItSpeaksOf() {
        Expression expression = parse("if(active, employer.name, name & today())");
        assertThat(expression.kind()).isEqualTo(Kind.TEXT);
        assertThat(expression.names()).containsExactlyInAnyOrder("active", "employer.name", "name");
        assertThat(expression.usesToday()).isTrue();
        assertThat(parse("amount").usesToday()).isFalse();
    }

    @Test
    void refusesWhatWouldTakeLong() {
        assertThat(problem("(".repeat(500) + "1" + ")".repeat(500))).isEqualTo("formula.error.too-deep");
        assertThat(problem("abs(".repeat(100) + "1" + ")".repeat(100))).isEqualTo("formula.error.too-deep");
        assertThat(problem("2" + "^2".repeat(100))).isEqualTo("formula.error.too-deep");
        assertThat(problem("1" + "+1".repeat(600))).isEqualTo("formula.error.too-long");
        assertThat(problem("1".repeat(3_000))).isEqualTo("formula.error.too-long");
        assertThat(problem("not ".repeat(499) + "active")).isEqualTo("formula.error.too-long");
    }

    @Test
    void keepsResultsSmall() {
        Map<String, Object> values = new HashMap<>(VALUES);
        values.put("name", "a".repeat(20_000));
        Object joined =
                parse("concat(name, name, name) & replace(name, 'a', name)").evaluate(values::get, NOW);
        assertThat((String) joined).hasSize(20_000);
        values.put("amount", new BigDecimal("1e999999999"));
        assertThat(parse("amount + 1").evaluate(values::get, NOW)).isNull();
        values.put("amount", new BigDecimal("1e-999999999"));
        assertThat((BigDecimal) parse("amount + 1").evaluate(values::get, NOW)).isEqualByComparingTo("1");
    }

    @Test
    void neverFailsOtherwise() {
        String[] words = {
            "amount",
            "missing",
            "name",
            "bought",
            "made",
            "active",
            "1",
            "'a'",
            "null",
            "(",
            ")",
            ",",
            "+",
            "-",
            "*",
            "/",
            "^",
            "&",
            "=",
            "<",
            "and",
            "not",
            "if(",
            "min(",
            "round(",
            "left(",
            "date(",
            "today()",
            "add_months(",
            "mod(",
            "1e9",
            "99999999999999999999999999999999999",
            "\u0000",
            "é"
        };
        Random random = new Random(7);
        int understood = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            try {
                Expression expression = parse(text.toString());
                understood++;
                expression.evaluate(VALUES::get, NOW);
            } catch (FormulaProblem expected) {
                assertThat(expected.position()).isBetween(1, text.length() + 1);
            }
        }
        assertThat(understood).isGreaterThan(500);
    }

    private static String problem(String formula) {
        try {
            parse(formula);
            return "";
        } catch (FormulaProblem problem) {
            return problem.message();
        }
    }

    private static Expression parse(String formula) {
        return Expression.parse(formula, name -> Optional.ofNullable(KINDS.get(name)));
    }

    private static @Nullable Object value(String formula) {
        return parse(formula).evaluate(VALUES::get, NOW);
    }
}
