/** Where an administrator says when the tenant works. */
@NullMarked
package com.innodus.kernel.calendar.ui;

import org.jspecify.annotations.NullMarked;
