/** Who acts, and what they may do. */
@NullMarked
package com.innodus.kernel.access;

import org.jspecify.annotations.NullMarked;
