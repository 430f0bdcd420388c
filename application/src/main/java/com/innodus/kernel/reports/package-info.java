/** Questions with a name about many records: what is asked, who may see the question, and the answer as table and file. */
@NullMarked
package com.innodus.kernel.reports;

import org.jspecify.annotations.NullMarked;
