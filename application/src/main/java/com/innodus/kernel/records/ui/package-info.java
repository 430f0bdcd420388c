/** Screens of records, all derived from their types. */
@NullMarked
package com.innodus.kernel.records.ui;

import org.jspecify.annotations.NullMarked;
