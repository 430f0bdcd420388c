package com.innodus.kernel.records;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param currency ISO 4217, such as EUR
 */
public record Money(BigDecimal amount, String currency) {
    public static final String EURO = "EUR";

    /** The same amount is the same however many zeros it is written with. */
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Money money && money.amount.compareTo(amount) == 0 && money.currency.equals(currency);
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode() * 31 + currency.hashCode();
    }
}
