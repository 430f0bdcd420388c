package com.innodus.kernel.records;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question about many records at once: into which groups they fall, and what their figures come to in each.
 *
 * @param most groups that are told apart; further ones are left out
 */
public record Summary(List<Dimension> by, List<Measure> measures, int most) {
    /**
     * By what records are grouped.
     *
     * @param path a field, such as {@code city}, or one of a linked record, such as {@code organisation.city}
     * @param grain of days and moments; null for other fields
     */
    public record Dimension(String path, @Nullable Grain grain) {
        /** Holds for exactly the records of the group with this value. */
        public Filter behind(@Nullable Object value) {
            if (value == null) {
                // also where there is no such linked record
                return isOfLinked()
                        ? new Filter.Not(Filter.onPath(path, Filter.Operator.NOT_EMPTY))
                        : Filter.test(path, Filter.Operator.EMPTY);
            }
            if (grain == null) {
                return Filter.onPath(path, Filter.Operator.IS, value.toString());
            }
            var first = grain.first(value.toString());
            return new Filter.And(List.of(
                    Filter.onPath(path, Filter.Operator.AT_LEAST, first.toString()),
                    Filter.onPath(path, Filter.Operator.LESS, grain.next(first).toString())));
        }

        private boolean isOfLinked() {
            return path.contains(".");
        }
    }

    /**
     * What is asked of each group.
     *
     * @param path of a field as in {@link Dimension}; "" where records themselves are counted
     */
    public record Measure(Aggregate aggregate, String path) {
        public static final Measure COUNT = new Measure(Aggregate.COUNT, "");
    }

    /** How many values become one. */
    public enum Aggregate {
        COUNT,
        /** How many different values. */
        DISTINCT,
        SUM,
        AVERAGE,
        LEAST,
        GREATEST,
        MEDIAN;

        /** Whether the figure of a whole follows from those of its parts. */
        public boolean isAdditive() {
            return this != DISTINCT && this != MEDIAN;
        }

        public boolean needsFigures() {
            return this != COUNT && this != DISTINCT;
        }
    }

    /**
     * A figure of a group, in the form in which parts can be put together.
     *
     * @param of how many values it was made of; tells with averages only
     */
    public record Figure(BigDecimal value, long of) {
        Figure with(Figure other, Aggregate aggregate) {
            return switch (aggregate) {
                case COUNT, SUM, AVERAGE -> new Figure(value.add(other.value), of + other.of);
                case LEAST -> new Figure(value.min(other.value), of + other.of);
                case GREATEST -> new Figure(value.max(other.value), of + other.of);
                case DISTINCT, MEDIAN -> throw new IllegalArgumentException(aggregate + " has to be asked anew");
            };
        }

        BigDecimal number(Aggregate aggregate) {
            return aggregate == Aggregate.AVERAGE ? value.divide(BigDecimal.valueOf(of), MathContext.DECIMAL64) : value;
        }
    }

    /**
     * What a measure came to: one figure, or of money one for each currency.
     *
     * @param figures by currency; "" for what has none
     */
    public record Figures(Aggregate aggregate, SortedMap<String, Figure> figures) {
        public static Figures none(Aggregate aggregate) {
            return new Figures(aggregate, new TreeMap<>());
        }

        /** The numbers by currency; "" for what has none. */
        public SortedMap<String, BigDecimal> numbers() {
            SortedMap<String, BigDecimal> numbers = new TreeMap<>();
            figures.forEach((currency, figure) -> numbers.put(currency, figure.number(aggregate)));
            return numbers;
        }

        /** Both together. */
        public Figures with(Figures other) {
            SortedMap<String, Figure> both = new TreeMap<>(figures);
            other.figures.forEach(
                    (currency, figure) -> both.merge(currency, figure, (one, two) -> one.with(two, aggregate)));
            return new Figures(aggregate, both);
        }
    }

    /**
     * One group.
     *
     * @param keys its values, one for each dimension; of times the text form of the stretch, null for none
     * @param figures one for each measure
     */
    public record Line(List<@Nullable Object> keys, long count, List<Figures> figures) {
        /** Both together, under the keys of this one. */
        public Line with(Line other) {
            List<Figures> both = new ArrayList<>();
            for (int i = 0; i < figures.size(); i++) {
                both.add(figures.get(i).with(other.figures.get(i)));
            }
            return new Line(keys, count + other.count, both);
        }
    }

    /**
     * The answer.
     *
     * @param lines the largest groups first
     * @param cut whether there were more groups than were asked for
     */
    public record Answer(List<Line> lines, boolean cut) {}
}
