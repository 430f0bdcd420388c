package com.innodus.kernel.records;

import java.util.List;

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

    /** Everything. */
    Filter NONE = new And(List.of());

    static Filter test(String field, Operator operator, String... operands) {
        return new Test(field, operator, List.of(operands));
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
        NEXT_DAYS("next");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** Its form in addresses and files. */
        public String word() {
            return word;
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
