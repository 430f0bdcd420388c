/** When the tenant works: days, hours, holidays of its country and region (Estatuto de los Trabajadores, art. 37.2), and its own closing days. */
@NullMarked
package com.innodus.kernel.calendar;

import org.jspecify.annotations.NullMarked;
