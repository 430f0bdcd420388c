/** The product: its features are the sub-packages. */
@NullMarked
package com.innodus.crm;

import org.jspecify.annotations.NullMarked;
