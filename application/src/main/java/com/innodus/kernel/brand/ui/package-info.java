/** Where an administrator chooses the tenant's look. */
@NullMarked
package com.innodus.kernel.brand.ui;

import org.jspecify.annotations.NullMarked;
