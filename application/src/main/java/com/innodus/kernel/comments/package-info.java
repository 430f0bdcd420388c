/** What people say about a record. */
@NullMarked
package com.innodus.kernel.comments;

import org.jspecify.annotations.NullMarked;
