package com.innodus.kernel.records;

import java.util.List;
import java.util.function.Function;

/**
 * Which records: a tree over field keys and operators of a closed vocabulary. One text form serves addresses, saved
 * views and REST, see {@link FilterText}.
 */
public sealed interface Filter {
    /** All of them hold; an empty list holds always. */
    record And(List<Filter> parts) implements Filter {}

    /** One of them holds. */
    record Or(List<Filter> parts) implements Filter {}

    record Not(Filter part) implements Filter {}

    /** One comparison; how many operands there must be depends on the operator. */
    record Test(String field, Operator operator, List<String> operands) implements Filter {}

    /**
     * One of the records that it is linked with fits.
     *
     * @param way to them, see {@link Ways}
     */
    record Related(String way, Filter part) implements Filter {}

    /** Everything. */
    Filter NONE = new And(List.of());

    static Filter test(String field, Operator operator, String... operands) {
        return new Test(field, operator, List.of(operands));
    }

    /** The same of a field at the end of links, such as {@code organisation.city}. */
    static Filter onPath(String path, Operator operator, String... operands) {
        return onPath(path, field -> test(field, operator, operands));
    }

    /** What shall hold of the field at the end of links. */
    static Filter onPath(String path, Function<String, Filter> held) {
        int dot = path.indexOf('.');
        return dot < 0 ? held.apply(path) : new Related(path.substring(0, dot), onPath(path.substring(dot + 1), held));
    }

    default boolean isEmpty() {
        return this instanceof And and && and.parts().isEmpty();
    }

    /** How a field is compared. */
    enum Operator {
        CONTAINS("contains"),
        STARTS("starts"),
        IS("is"),
        IS_NOT("not"),
        /** One of several values. */
        IN("in"),
        EMPTY("empty"),
        NOT_EMPTY("filled"),
        LESS("lt"),
        AT_MOST("le"),
        AT_LEAST("ge"),
        GREATER("gt"),
        /** Day or moment within the last n days. */
        LAST_DAYS("last"),
        /** Day or moment within the next n days. */
        NEXT_DAYS("next"),
        /** Day or moment of this day, week, month, quarter or year. */
        THIS("this"),
        /** Of the one before. */
        PREVIOUS("previous"),
        /** Of the one that comes. */
        COMING("coming"),
        /** Day or moment more than n days ago. */
        OLDER("older"),
        /** Day or moment more than n days away. */
        LATER("later");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** Its form in addresses and files. */
        public String word() {
            return word;
        }

        /** Whether what it finds changes with the day. */
        public boolean isRelative() {
            return this == LAST_DAYS || this == NEXT_DAYS || speaksOfStretch() || this == OLDER || this == LATER;
        }

        /** Whether it is told a stretch of the calendar, see {@link Days}. */
        public boolean speaksOfStretch() {
            return this == THIS || this == PREVIOUS || this == COMING;
        }

        static Operator ofWord(String word) {
            for (Operator operator : values()) {
                if (operator.word.equals(word)) {
                    return operator;
                }
            }
            throw new InvalidFilter("operator", word);
        }
    }
}
