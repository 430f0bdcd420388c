/** The settings' screens of roles and teams. */
@NullMarked
package com.innodus.kernel.rights.ui;

import org.jspecify.annotations.NullMarked;
