/** Users, ways of logging in, and one's own profile, in the workspace. */
@NullMarked
package com.innodus.kernel.accounts.ui;

import org.jspecify.annotations.NullMarked;
