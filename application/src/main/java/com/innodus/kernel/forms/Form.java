package com.innodus.kernel.forms;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form as its makers see it.
 *
 * @param slug its address, below {@code /app/forms/}
 * @param draft what they work on
 * @param revision of the draft, which the next change stands upon
 * @param published number of the version in use; null when there is none
 * @param isChanged whether the draft differs from the version that was published last
 */
public record Form(
        UUID id,
        String slug,
        String name,
        FormDefinition draft,
        int revision,
        @Nullable Integer published,
        boolean isChanged) {}
