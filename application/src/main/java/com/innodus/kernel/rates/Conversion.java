package com.innodus.kernel.rates;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An amount in another currency.
 *
 * @param rate units of the other currency for one of the first
 * @param day whose rate was used; the earlier one where two were needed
 */
public record Conversion(BigDecimal amount, BigDecimal rate, LocalDate day) {}
