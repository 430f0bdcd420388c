/** Everything that a tenant has, in open formats: taken along, and unpacked in an empty tenant. */
@NullMarked
package com.innodus.kernel.suitcase;

import org.jspecify.annotations.NullMarked;
