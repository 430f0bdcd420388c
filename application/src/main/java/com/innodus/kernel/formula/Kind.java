package com.innodus.kernel.formula;

import java.util.Locale;

/** What a value is. */
public enum Kind {
    /** {@link java.math.BigDecimal} */
    NUMBER,
    /** {@link String} */
    TEXT,
    /** {@link java.time.LocalDate} */
    DAY,
    /** {@link java.time.Instant}; where a day is asked for, the day that it falls on */
    MOMENT,
    /** {@link Boolean} */
    FLAG,
    /** The word {@code null}, which fits everywhere. */
    NOTHING;

    /** Key of its translated name. */
    public String label() {
        return "formula.kind." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether a value of this kind can stand where one of the other is asked for. */
    boolean fits(Kind asked) {
        return this == asked || this == NOTHING || this == MOMENT && asked == DAY;
    }

    /** The kind that values of both kinds can stand for; null when there is none. */
    static @org.jspecify.annotations.Nullable Kind common(Kind one, Kind other) {
        if (one.fits(other)) {
            return other;
        }
        return other.fits(one) ? one : null;
    }
}
