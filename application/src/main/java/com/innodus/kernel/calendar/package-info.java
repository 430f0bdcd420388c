/**
 * When the tenant works: days, hours, holidays of its country and region, and its own closing days.
 *
 * <p>In Spain twelve holidays of nation and region and two of the town (Estatuto de los Trabajadores, art. 37.2).
 */
@NullMarked
package com.innodus.kernel.calendar;

import org.jspecify.annotations.NullMarked;
