package com.innodus.kernel.records;

import java.util.UUID;

/** There is no such record in this tenant, or the acting user may not know of it. */
public class RecordNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final UUID id;

    public RecordNotFound(String type, UUID id) {
        super(type + " " + id);
        this.type = type;
        this.id = id;
    }

    /** Key of the record type. */
    public String type() {
        return type;
    }

    public UUID id() {
        return id;
    }

    RecordNotFound(String type) {
        super(type);
        this.type = type;
        this.id = new UUID(0, 0);
    }
}
