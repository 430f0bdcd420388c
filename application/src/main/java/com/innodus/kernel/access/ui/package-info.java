/** Users, ways of logging in, and one's own profile, in the workspace. */
@NullMarked
package com.innodus.kernel.access.ui;

import org.jspecify.annotations.NullMarked;
