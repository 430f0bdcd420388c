/** The dashboard on screen, and how modules offer widgets for it. */
@NullMarked
@NamedInterface
package com.innodus.kernel.dashboards.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
