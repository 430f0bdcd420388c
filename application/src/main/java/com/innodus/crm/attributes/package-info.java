/** The tenant's own option lists: status, sector, country, currency and so on. */
@NullMarked
package com.innodus.crm.attributes;

import org.jspecify.annotations.NullMarked;
