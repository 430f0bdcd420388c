/** Texts with placeholders, and the mails that a tenant words once and writes again and again. */
@NullMarked
package com.innodus.kernel.templates;

import org.jspecify.annotations.NullMarked;
