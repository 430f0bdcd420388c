/**
 * A small language for values that follow from other values: {@code if(status = "won", amount * 0.21, 0)}.
 *
 * <p>{@link com.innodus.kernel.formula.Expression} reads a text against names with kinds and computes it. Nothing of the
 * language reaches further than the values it is given: no reflection, no loops, no state; length, depth and the size of
 * results have limits. What can't be computed (a division by zero, a missing number) is a missing value, never a failure.
 *
 * <ul>
 *   <li>Numbers are decimal, with 34 digits, rounded half up; {@code round} and the field that keeps a result round again.
 *   <li>A missing value makes a calculation missing; it equals only another missing value, is neither more nor less than
 *       anything, counts as no in conditions and as nothing in {@code concat}, {@code sum}, {@code min} and {@code max}.
 *   <li>Texts are compared as people search: whatever their case and accents.
 *   <li>Names of functions are English or Spanish, whatever their case and accents: {@code if}, {@code SI}.
 * </ul>
 */
@NullMarked
package com.innodus.kernel.formula;

import org.jspecify.annotations.NullMarked;
