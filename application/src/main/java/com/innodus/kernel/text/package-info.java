/** Text as people search and compare it. */
@NullMarked
package com.innodus.kernel.text;

import org.jspecify.annotations.NullMarked;
