/** Three organisations that show what the product is for. Everything in them is invented; addresses end in .example. */
@NullMarked
package com.innodus.crm.demo;

import org.jspecify.annotations.NullMarked;
