/** Accounts of a tenant's staff: log-in by password or the tenant's provider, profile, sessions, invitations. */
@NullMarked
package com.innodus.kernel.accounts;

import org.jspecify.annotations.NullMarked;
