/** Screens of records, all derived from their types. */
@NullMarked
@NamedInterface
package com.innodus.kernel.faces.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
