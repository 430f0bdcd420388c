/** Charts, each with the table that says the same. */
@NullMarked
@NamedInterface
package com.innodus.kernel.charts.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
