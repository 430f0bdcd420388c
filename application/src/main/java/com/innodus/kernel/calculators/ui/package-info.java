/** Calculators as blocks, and where they are made. */
@NullMarked
package com.innodus.kernel.calculators.ui;

import org.jspecify.annotations.NullMarked;
