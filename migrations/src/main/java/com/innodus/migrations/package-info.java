/** The SQL of the product and what applies it: schema {@code platform}, schema {@code ext}, and one schema per tenant. */
@NullMarked
package com.innodus.migrations;

import org.jspecify.annotations.NullMarked;
