/** Where an owner packs everything, and unpacks it in an empty workspace. */
@NullMarked
package com.innodus.kernel.suitcase.ui;

import org.jspecify.annotations.NullMarked;
