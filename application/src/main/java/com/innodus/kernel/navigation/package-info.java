/** Places that modules add to the workspace's navigation. */
@NullMarked
package com.innodus.kernel.navigation;

import org.jspecify.annotations.NullMarked;
