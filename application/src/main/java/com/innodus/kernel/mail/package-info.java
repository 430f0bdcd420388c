/** Mails that the product sends: written to the tenant's outbox with the change that causes them, delivered afterwards. */
@NullMarked
package com.innodus.kernel.mail;

import org.jspecify.annotations.NullMarked;
