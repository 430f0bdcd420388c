/** Mails that people write from a record's sheet. */
@NullMarked
package com.innodus.kernel.correspondence;

import org.jspecify.annotations.NullMarked;
