package com.innodus.kernel.formula;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A formula that is understood and can be computed, as often as wanted and by many threads. */
public final class Expression {
    public static final int LONGEST = 2_000;

    private final String text;
    private final Node root;
    private final Set<String> names;
    private final boolean usesToday;

    private Expression(String text, Node root, Set<String> names, boolean usesToday) {
        this.text = text;
        this.root = root;
        this.names = names;
        this.usesToday = usesToday;
    }

    /** Where the values come from: by name, in the Java type of the name's {@link Kind}; null for a missing one. */
    @FunctionalInterface
    public interface Values {
        @Nullable Object value(String name);
    }

    /** The day of {@code today()}, and the place whose days moments fall on. */
    public record Now(LocalDate today, ZoneId zone) {}

    /**
     * Understands a formula.
     *
     * @throws FormulaProblem which says where it is wrong
     */
    public static Expression parse(String text, Names names) {
        if (text.length() > LONGEST) {
            throw new FormulaProblem(LONGEST, "formula.error.too-long");
        }
        Node root = Parser.parse(text, names);
        Set<String> used = new LinkedHashSet<>();
        boolean usesToday = look(root, used);
        return new Expression(text, root, Set.copyOf(used), usesToday);
    }

    public String text() {
        return text;
    }

    /** What it gives. */
    public Kind kind() {
        return root.kind();
    }

    /** The names that it speaks of. */
    public Set<String> names() {
        return names;
    }

    /** Whether its value changes with the day, though nothing was written. */
    public boolean usesToday() {
        return usesToday;
    }

    /** Its value, in the Java type of its kind; null for a missing one. Never fails because of values. */
    public @Nullable Object evaluate(Values values, Now now) {
        return new Evaluation(values, now).of(root, root.kind());
    }

    /** Whether a condition holds; a missing answer is no. */
    public boolean holds(Values values, Now now) {
        return Boolean.TRUE.equals(evaluate(values, now));
    }

    /** Collects the names; whether {@code today()} is among the calls. */
    private static boolean look(Node node, Set<String> names) {
        return switch (node) {
            case Node.Literal ignored -> false;
            case Node.Name(Kind ignored, String name) -> {
                names.add(name);
                yield false;
            }
            case Node.Negative(Node of) -> look(of, names);
            case Node.Not(Node of) -> look(of, names);
            case Node.Both(Node left, Node right) -> look(List.of(left, right), names);
            case Node.Either(Node left, Node right) -> look(List.of(left, right), names);
            case Node.Comparison comparison -> look(List.of(comparison.left(), comparison.right()), names);
            case Node.Calculation calculation -> look(List.of(calculation.left(), calculation.right()), names);
            case Node.Call call -> look(call.arguments(), names) || call.function() == Function.TODAY;
        };
    }

    private static boolean look(List<Node> nodes, Set<String> names) {
        boolean found = false;
        for (Node node : nodes) {
            found |= look(node, names);
        }
        return found;
    }

    @Override
    public String toString() {
        return text;
    }
}
