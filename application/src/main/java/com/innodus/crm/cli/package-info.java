/** Operators' commands: the same services that their pages use, from a shell. */
@NullMarked
package com.innodus.crm.cli;

import org.jspecify.annotations.NullMarked;
