/** What the law gives people over data about them: a report of all that is kept (GDPR art. 15). */
@NullMarked
package com.innodus.kernel.privacy;

import org.jspecify.annotations.NullMarked;
