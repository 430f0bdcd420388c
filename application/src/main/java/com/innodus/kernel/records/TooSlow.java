package com.innodus.kernel.records;

/** The database took longer over a question than anybody waits. */
public final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow(Throwable cause) {
        super("The question took too long", cause);
    }
}
