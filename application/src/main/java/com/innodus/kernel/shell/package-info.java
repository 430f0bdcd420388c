/** Frame of the workspace: navigation, top bar, brand, session. */
@NullMarked
package com.innodus.kernel.shell;

import org.jspecify.annotations.NullMarked;
