/** The platform operators' own realm: who they are, and what they do with tenants. */
@NullMarked
package com.innodus.crm.operators;

import org.jspecify.annotations.NullMarked;
