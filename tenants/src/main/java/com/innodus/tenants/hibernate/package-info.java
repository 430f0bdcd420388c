/** Connections of Hibernate, bound to the current tenant's schema. */
@NullMarked
package com.innodus.tenants.hibernate;

import org.jspecify.annotations.NullMarked;
