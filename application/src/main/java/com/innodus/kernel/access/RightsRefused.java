package com.innodus.kernel.access;

/** A rule of roles or teams stands against it; the message is the key of the sentence that says which. */
public class RightsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RightsRefused(String textKey) {
        super(textKey);
    }

    public String textKey() {
        return String.valueOf(getMessage());
    }
}
