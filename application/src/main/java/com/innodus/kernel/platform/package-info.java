/** What the process stands on: database server, pools, configuration. */
@NullMarked
package com.innodus.kernel.platform;

import org.jspecify.annotations.NullMarked;
