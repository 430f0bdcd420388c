/** Texts in the languages of the product. */
@NullMarked
package com.innodus.kernel.i18n;

import org.jspecify.annotations.NullMarked;
