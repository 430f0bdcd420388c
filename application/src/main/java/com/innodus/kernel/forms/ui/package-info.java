/** Screens of forms: filling in, what was answered, and the builder. */
@NullMarked
package com.innodus.kernel.forms.ui;

import org.jspecify.annotations.NullMarked;
