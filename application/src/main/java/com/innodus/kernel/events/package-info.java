/** What happened to records, told after the commit to who waits for it: rules and webhooks. */
@NullMarked
package com.innodus.kernel.events;

import org.jspecify.annotations.NullMarked;
