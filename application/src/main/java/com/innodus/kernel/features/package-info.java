/** What a tenant has: features, and the editions that name sets of them. */
@NullMarked
package com.innodus.kernel.features;

import org.jspecify.annotations.NullMarked;
