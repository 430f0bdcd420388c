/**
 * Tells other programs what happens to records: by requests that are signed as the Standard Webhooks have it, tried again
 * for a day, and told with the rights of whoever answers for them.
 */
@NullMarked
package com.innodus.kernel.webhooks;

import org.jspecify.annotations.NullMarked;
