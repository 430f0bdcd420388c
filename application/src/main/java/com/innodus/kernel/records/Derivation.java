package com.innodus.kernel.records;

/**
 * Where the value of a field comes from that nobody writes. The gate computes it with each write of what it follows from,
 * and keeps it like any other: it can be sorted, filtered, reported and exported.
 */
public sealed interface Derivation {
    /** Whether the value is also for those who may not see all that it follows from. */
    boolean open();

    /** @param text in the language of {@link com.innodus.kernel.formula.Expression}, over the keys of fields */
    record Formula(String text, boolean open) implements Derivation {}

    /**
     * Over the living records that link to the record; those that are closed to all but named people are left out.
     *
     * @param child key of their type
     * @param link key of their field that links to the record
     * @param measured key of their field; "" for counting
     * @param filter which of them
     */
    record RollUp(String child, String link, Aggregate aggregate, String measured, Filter filter, boolean open)
            implements Derivation {}

    /** What a roll-up makes of many values. */
    enum Aggregate {
        COUNT,
        SUM,
        AVERAGE,
        MIN,
        MAX,
        /** That of the record that was made last. */
        LATEST
    }
}
