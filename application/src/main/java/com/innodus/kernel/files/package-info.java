/** Files attached to a record. */
@NullMarked
package com.innodus.kernel.files;

import org.jspecify.annotations.NullMarked;
