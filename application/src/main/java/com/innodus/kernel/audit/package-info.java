/** What was done to settings and security, by whom: written where it happens, read by administrators. */
@NullMarked
package com.innodus.kernel.audit;

import org.jspecify.annotations.NullMarked;
