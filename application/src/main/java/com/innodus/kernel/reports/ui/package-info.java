/** Screens of reports. */
@NullMarked
@NamedInterface
package com.innodus.kernel.reports.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
