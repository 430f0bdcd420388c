/** Persons, most of them at an organisation. */
@NullMarked
package com.innodus.crm.people;

import org.jspecify.annotations.NullMarked;
