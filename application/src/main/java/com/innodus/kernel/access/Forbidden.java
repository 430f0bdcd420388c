package com.innodus.kernel.access;

/** The acting user may not do that; the message is for logs, the user sees a translated one. */
public class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden(Operation operation, String recordType) {
        super(operation + " on " + recordType + " is not allowed");
    }
}
