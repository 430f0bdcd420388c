/** What an administrator decides for the whole organisation. */
@NullMarked
package com.innodus.kernel.settings;

import org.jspecify.annotations.NullMarked;
