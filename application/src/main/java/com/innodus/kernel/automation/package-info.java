/** Rules that a tenant makes: when something happens and conditions hold, something is done. */
@NullMarked
package com.innodus.kernel.automation;

import org.jspecify.annotations.NullMarked;
