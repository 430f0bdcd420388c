/**
 * Who works in a tenant: invitations, roles, and who may not come in any more. Owners are made and touched by owners
 * only, and one who can log in always stays.
 */
@NullMarked
package com.innodus.kernel.accounts.staff;

import org.jspecify.annotations.NullMarked;
