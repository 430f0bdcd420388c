package com.innodus.kernel.faces.ui;

import com.vaadin.flow.router.NotFoundException;
import java.util.UUID;

/** Ids in addresses. */
final class Ids {
    private Ids() {}

    /** The id; an address without a proper one leads nowhere. */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }
}
