/** The directory of tenants, schema {@code platform}. */
@NullMarked
package com.innodus.tenants.catalogue;

import org.jspecify.annotations.NullMarked;
