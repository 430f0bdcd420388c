/** Rates in the settings, and the converter. */
@NullMarked
package com.innodus.kernel.rates.ui;

import org.jspecify.annotations.NullMarked;
