package com.innodus.kernel.records;

/** A type that the tenant had made, and archived or deleted while somebody had it open. */
public class TypeGone extends RecordNotFound {
    private static final long serialVersionUID = 1L;

    TypeGone(String type) {
        super(type);
    }
}
