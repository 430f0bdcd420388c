/** Where an administrator switches features on and off. */
@NullMarked
package com.innodus.kernel.features.ui;

import org.jspecify.annotations.NullMarked;
