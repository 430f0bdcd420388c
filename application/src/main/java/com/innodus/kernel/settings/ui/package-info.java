/** Where an administrator switches features on and off. */
@NullMarked
package com.innodus.kernel.settings.ui;

import org.jspecify.annotations.NullMarked;
