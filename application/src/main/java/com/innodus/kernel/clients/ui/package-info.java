/** API clients in the settings, and a person's own tokens. */
@NullMarked
@NamedInterface
package com.innodus.kernel.clients.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
