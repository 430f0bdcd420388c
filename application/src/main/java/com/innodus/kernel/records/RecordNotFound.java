package com.innodus.kernel.records;

import java.util.UUID;

/** There is no such record in this tenant, or the acting user may not know of it. */
public class RecordNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordNotFound(String type, UUID id) {
        super(type + " " + id);
    }

    RecordNotFound(String type) {
        super(type);
    }
}
