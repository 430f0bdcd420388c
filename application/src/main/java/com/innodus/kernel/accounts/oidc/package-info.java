/**
 * Log-in through a tenant's own identity provider (OpenID Connect 1.0). A provider belongs to one tenant and is known on
 * its host only. An identity is an issuer and a subject (OpenID Connect Core 5.7); e-mail addresses never link anybody.
 */
@NullMarked
package com.innodus.kernel.accounts.oidc;

import org.jspecify.annotations.NullMarked;
