/** Making, migrating, suspending and deleting tenants. */
@NullMarked
package com.innodus.tenants.provisioning;

import org.jspecify.annotations.NullMarked;
