package com.innodus.kernel.calculators;

import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.Expression.Now;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formulas of a calculator, understood: each may speak of the inputs and of what came out above it. */
public final class Sheet {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Words of the language itself. */
    private static final List<String> TAKEN = List.of("and", "or", "not", "true", "false", "null", "y", "o", "no");

    private final Map<String, Expression> expressions = new LinkedHashMap<>();
    private final Map<String, Integer> digits = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Sheet() {}

    /** Understands what it can; {@link #problems()} says what it couldn't. */
    public static Sheet of(List<Input> inputs, List<Output> outputs) {
        Sheet sheet = new Sheet();
        Map<String, Kind> names = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            sheet.name("input." + i + ".", input.key(), input.label(), names, input.kind());
            if (!Calculator.KINDS.contains(input.kind())
                    || !input.initial().isEmpty()
                            && Values.read(input.kind(), input.initial()).isEmpty()) {
                sheet.problems.add(Problem.of("input." + i + ".initial", "error.invalid"));
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            Kind kind = sheet.formula("output." + i + ".formula", output, names);
            sheet.name("output." + i + ".", output.key(), output.label(), names, kind);
        }
        return sheet;
    }

    private Kind formula(String place, Output output, Map<String, Kind> names) {
        try {
            Expression expression = Expression.parse(output.formula(), name -> Optional.ofNullable(names.get(name)));
            expressions.put(output.key(), expression);
            digits.put(output.key(), output.digits());
            return expression.kind();
        } catch (FormulaProblem wrong) {
            problems.add(new Problem(place, wrong.message(), wrong.arguments()));
            return Kind.NOTHING;
        }
    }

    private void name(String place, String key, String label, Map<String, Kind> names, Kind kind) {
        if (label.isBlank()) {
            problems.add(Problem.of(place + "label", "error.required"));
        }
        if (!KEY.matcher(key).matches() || TAKEN.contains(key)) {
            problems.add(Problem.of(place + "key", "calculators.error.key"));
        } else if (names.putIfAbsent(key, kind) != null) {
            problems.add(Problem.of(place + "key", "calculators.error.key-twice"));
        }
    }

    /**
     * What is wrong: the field is {@code input.0.label}, {@code output.2.formula} and so on. A sheet with problems still
     * computes what it understood.
     */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What an output gives; empty where its formula isn't understood. */
    public Optional<Kind> kind(String output) {
        return Optional.ofNullable(expressions.get(output)).map(Expression::kind);
    }

    /** Values of all outputs; null for what can't be computed. Numbers are rounded only to be shown and written. */
    public Map<String, @Nullable Object> compute(Map<String, @Nullable Object> inputs, Now now) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(inputs);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        expressions.forEach((key, expression) -> {
            Object value = expression.evaluate(values::get, now);
            values.put(key, value);
            results.put(key, rounded(key, value));
        });
        return results;
    }

    private @Nullable Object rounded(String key, @Nullable Object value) {
        if (!(value instanceof BigDecimal number)) {
            return value;
        }
        // written out, 1e999999 would fill the memory
        return (long) number.precision() - number.scale() <= Values.MOST_DIGITS
                ? number.setScale(digits.getOrDefault(key, 2), RoundingMode.HALF_UP)
                : null;
    }
}
