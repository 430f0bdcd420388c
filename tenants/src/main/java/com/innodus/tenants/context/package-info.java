/** Which tenant the running code works for. */
@NullMarked
package com.innodus.tenants.context;

import org.jspecify.annotations.NullMarked;
