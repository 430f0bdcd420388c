/**
 * What users are told: somebody mentioned them, made them answer for a record, or their import is over. Made in the
 * transaction of what happened; rung at the user's open windows once it is committed.
 */
@NullMarked
package com.innodus.kernel.notifications;

import org.jspecify.annotations.NullMarked;
