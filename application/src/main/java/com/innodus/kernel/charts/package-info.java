/** Pictures of numbers. */
@NullMarked
package com.innodus.kernel.charts;

import org.jspecify.annotations.NullMarked;
