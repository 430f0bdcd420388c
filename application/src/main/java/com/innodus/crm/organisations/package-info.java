/** Companies, associations and public bodies that the tenant deals with. */
@NullMarked
package com.innodus.crm.organisations;

import org.jspecify.annotations.NullMarked;
