/** How each user likes the list of each record type: columns, and views that were given a name. */
@NullMarked
@NamedInterface
package com.innodus.kernel.records.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
