/** Tenants: directory, context, routing by host name, connections, life cycle. Knows no business words and no Vaadin. */
@NullMarked
package com.innodus.tenants;

import org.jspecify.annotations.NullMarked;
