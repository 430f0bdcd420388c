/** Who wants to know what happens to a record. */
@NullMarked
package com.innodus.kernel.following;

import org.jspecify.annotations.NullMarked;
