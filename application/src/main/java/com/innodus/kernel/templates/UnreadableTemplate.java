package com.innodus.kernel.templates;

/** A text with placeholders that can't be read: one isn't closed, or the like. */
public class UnreadableTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableTemplate(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
