/** The tenant's authorization server, and the filter that knows its tokens. */
@NullMarked
@NamedInterface
package com.innodus.kernel.clients.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
