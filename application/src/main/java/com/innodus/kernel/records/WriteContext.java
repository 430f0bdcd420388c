package com.innodus.kernel.records;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a write belongs to.
 *
 * @param batch of a bulk action or import, by which it can be undone
 */
public record WriteContext(@Nullable UUID batch) {
    public static final WriteContext SINGLE = new WriteContext(null);

    public static WriteContext newBatch() {
        return new WriteContext(UUID.randomUUID());
    }
}
