/** Where an administrator says who may do what: roles and teams. */
@NullMarked
package com.innodus.kernel.rights;

import org.jspecify.annotations.NullMarked;
