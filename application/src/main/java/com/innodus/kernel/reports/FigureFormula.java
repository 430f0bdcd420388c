package com.innodus.kernel.reports;

import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.Summary.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A column that follows from a group's figures, which are called {@code a}, {@code b}, {@code c}… in their order:
 * {@code a / b * 100}.
 *
 * @param name what the column is called
 */
public record FigureFormula(String name, String text) {
    public static final int LONGEST_NAME = 60;

    public FigureFormula {
        String clean = Objects.requireNonNullElse(name, "")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        name = clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
        text = Objects.requireNonNullElse(text, "").replace("\0", "");
    }

    /** What the figure at a place is called. */
    public static String letter(int place) {
        return String.valueOf((char) ('a' + place));
    }

    /**
     * Understands a formula.
     *
     * @throws FormulaProblem which says where it is wrong
     */
    public static Expression parse(String text, int figures) {
        Expression expression = Expression.parse(
                text,
                name -> name.length() == 1 && name.charAt(0) >= 'a' && name.charAt(0) < 'a' + figures
                        ? Optional.of(Kind.NUMBER)
                        : Optional.empty());
        if (expression.kind() != Kind.NUMBER) {
            throw new FormulaProblem(0, "report.formula.no-number");
        }
        return expression;
    }

    /** The formula as it is computed; empty for one that makes no sense with these figures any more. */
    Optional<Expression> expression(int figures) {
        try {
            return Optional.of(parse(text, figures));
        } catch (FormulaProblem e) {
            return Optional.empty();
        }
    }

    /** Its value for a group; null where a figure is missing, or money of several currencies would be mixed. */
    static @Nullable BigDecimal value(Expression expression, Line line, LocalDate today) {
        Set<String> currencies = new HashSet<>();
        for (String name : expression.names()) {
            SortedMap<String, BigDecimal> numbers = numbers(line, name);
            if (numbers.size() > 1) {
                return null;
            }
            numbers.keySet().stream().filter(currency -> !currency.isEmpty()).forEach(currencies::add);
        }
        if (currencies.size() > 1) {
            return null;
        }
        Object value = expression.evaluate(
                name -> List.copyOf(numbers(line, name).values()).stream()
                        .findFirst()
                        .orElse(null),
                new Expression.Now(today, ReportRun.ZONE));
        return value instanceof BigDecimal number ? number : null;
    }

    private static SortedMap<String, BigDecimal> numbers(Line line, String name) {
        return line.figures().get(name.charAt(0) - 'a').numbers();
    }
}
