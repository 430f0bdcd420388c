/** Programs that act in a tenant: their registration, their tokens and what they were let do. */
@NullMarked
package com.innodus.kernel.clients;

import org.jspecify.annotations.NullMarked;
