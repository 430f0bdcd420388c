/** Where an administrator switches features on and off. */
@NamedInterface("ui")
@NullMarked
package com.innodus.kernel.settings.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
