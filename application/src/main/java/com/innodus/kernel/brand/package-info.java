/** The tenant's look: chosen, published, served and worn by workspace, pages and mails. */
@NullMarked
package com.innodus.kernel.brand;

import org.jspecify.annotations.NullMarked;
