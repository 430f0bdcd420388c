/** What one euro was worth in other currencies, day by day; kept by the tenant, so that conversions need no network. */
@NullMarked
package com.innodus.kernel.rates;

import org.jspecify.annotations.NullMarked;
