/** From a host name to a tenant and back to an address. */
@NullMarked
package com.innodus.tenants.routing;

import org.jspecify.annotations.NullMarked;
