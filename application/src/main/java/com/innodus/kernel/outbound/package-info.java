/** Requests to other people's servers, whose addresses tenants type in. */
@NullMarked
package com.innodus.kernel.outbound;

import org.jspecify.annotations.NullMarked;
