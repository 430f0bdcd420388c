/** Records that turn out to be the same become one, with all that points at them, and can be parted again. */
@NullMarked
@NamedInterface
package com.innodus.kernel.records.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
