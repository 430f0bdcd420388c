/** Each user's first page: tabs of widgets, which other modules offer. */
@NullMarked
package com.innodus.kernel.dashboards;

import org.jspecify.annotations.NullMarked;
