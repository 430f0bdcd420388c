/** Forms that a tenant makes: questions over one or several linked record types, asked step by step. */
@NullMarked
package com.innodus.kernel.forms;

import org.jspecify.annotations.NullMarked;
