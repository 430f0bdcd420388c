/** A tenant can't read, guess or write anything of another, through whatever door. */
package com.innodus.isolation;
