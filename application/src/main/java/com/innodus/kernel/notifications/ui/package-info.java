/** The bell in the top bar. */
@NullMarked
package com.innodus.kernel.notifications.ui;

import org.jspecify.annotations.NullMarked;
