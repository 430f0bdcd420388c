/** The tenant's mail server in the settings. */
@NullMarked
@NamedInterface
package com.innodus.kernel.mail.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
