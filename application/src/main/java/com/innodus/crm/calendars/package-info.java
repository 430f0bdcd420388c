/** Events: meetings, visits, fairs; once or again and again, with participants inside and outside the organisation. */
@NullMarked
package com.innodus.crm.calendars;

import org.jspecify.annotations.NullMarked;
