/** Log-in, log-out and the pages around them, on a tenant's host. */
@NullMarked
@NamedInterface
package com.innodus.kernel.accounts.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
