/** Webhooks in the settings. */
@NullMarked
@NamedInterface
package com.innodus.kernel.webhooks.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
