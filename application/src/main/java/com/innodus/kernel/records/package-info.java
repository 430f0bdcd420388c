/** Record types, their fields and the one gate that reads and writes records. */
@NullMarked
package com.innodus.kernel.records;

import org.jspecify.annotations.NullMarked;
