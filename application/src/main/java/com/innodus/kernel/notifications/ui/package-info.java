/** The bell in the top bar. */
@NullMarked
@NamedInterface
package com.innodus.kernel.notifications.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
