/** Work that comes round again and again, for every tenant. */
@NullMarked
package com.innodus.kernel.jobs;

import org.jspecify.annotations.NullMarked;
