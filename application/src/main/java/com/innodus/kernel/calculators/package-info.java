/**
 * Calculators that an administrator makes: sheets of formulas with inputs to fill in and results to read.
 *
 * <p>A calculator about a type of record takes its inputs from the fields of the record that is open, and can write results
 * back to fields: through the gate, with the rights of whoever calculates.
 */
@NullMarked
package com.innodus.kernel.calculators;

import org.jspecify.annotations.NullMarked;
