package com.innodus.kernel.rates;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What a euro was worth on a day, as the European Central Bank writes it.
 *
 * @param currency ISO 4217, never EUR
 * @param rate units of the currency for one euro
 */
public record Rate(String currency, LocalDate day, BigDecimal rate) {
    /** Beyond these no currency has ever been; they also bound what a calculation can grow to. */
    private static final BigDecimal LEAST = new BigDecimal("0.0000001");

    private static final BigDecimal MOST = new BigDecimal("100000000000");
    private static final int MOST_DIGITS = 40;

    static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    static boolean isReasonable(BigDecimal rate) {
        return rate.precision() <= MOST_DIGITS
                && Math.abs(rate.scale()) <= MOST_DIGITS
                && rate.compareTo(LEAST) >= 0
                && rate.compareTo(MOST) <= 0;
    }
}
