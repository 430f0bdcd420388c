/** Records into files and out of files, through the gate: imports that go on after a crash, and exports. */
@NullMarked
@NamedInterface
package com.innodus.kernel.records.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
