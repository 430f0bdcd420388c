/** Records for other programs: REST below {@code /api/v1}, and the OpenAPI document that describes it. */
@NullMarked
package com.innodus.kernel.api;

import org.jspecify.annotations.NullMarked;
