/** Calendars to which other programs subscribe. */
@NullMarked
package com.innodus.kernel.feeds;

import org.jspecify.annotations.NullMarked;
