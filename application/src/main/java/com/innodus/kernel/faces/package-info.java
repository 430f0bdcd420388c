/** The faces of records on screen: list, sheet, form, timeline, import wizard; all derived from record types. */
@NullMarked
package com.innodus.kernel.faces;

import org.jspecify.annotations.NullMarked;
