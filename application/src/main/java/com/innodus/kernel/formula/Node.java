package com.innodus.kernel.formula;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formula as it is understood; its kinds fit. */
sealed interface Node {
    Kind kind();

    /** A value that is written down; null for the word. */
    record Literal(Kind kind, @Nullable Object value) implements Node {
        static Literal of(BigDecimal number) {
            return new Literal(Kind.NUMBER, number);
        }

        static Literal of(LocalDate day) {
            return new Literal(Kind.DAY, day);
        }
    }

    record Name(Kind kind, String name) implements Node {}

    record Negative(Node of) implements Node {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    record Not(Node of) implements Node {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    record Both(Node left, Node right) implements Node {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    record Either(Node left, Node right) implements Node {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    /** @param compared the kind as which both sides are compared */
    record Comparison(String sign, Kind compared, Node left, Node right) implements Node {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    /** {@code + - * / ^} of numbers, {@code + -} of days, {@code &} of anything. */
    record Calculation(String sign, Kind kind, Node left, Node right) implements Node {}

    record Call(Function function, Kind kind, List<Node> arguments) implements Node {}
}
