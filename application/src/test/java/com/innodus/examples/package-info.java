/** What CONTRIBUTING.md shows; outside of what the product scans, so that no test's tenants have it. */
@NullMarked
package com.innodus.examples;

import org.jspecify.annotations.NullMarked;
