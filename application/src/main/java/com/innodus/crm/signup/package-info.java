/** The product page and sign-up on the base host. */
@NullMarked
package com.innodus.crm.signup;

import org.jspecify.annotations.NullMarked;
