/** The same change to many records at once, through the gate, in slices, to be taken back as a whole. */
@NullMarked
@NamedInterface
package com.innodus.kernel.records.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
