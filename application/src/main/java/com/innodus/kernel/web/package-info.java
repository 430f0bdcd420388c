/** What every page outside the workspace shares. */
@NullMarked
package com.innodus.kernel.web;

import org.jspecify.annotations.NullMarked;
