/** The calendar of the workspace. */
@NullMarked
package com.innodus.crm.calendars.ui;

import org.jspecify.annotations.NullMarked;
