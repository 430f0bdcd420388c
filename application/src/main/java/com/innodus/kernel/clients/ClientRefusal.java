package com.innodus.kernel.clients;

/** A client or token can't be made like this. */
public class ClientRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String textKey;
    private final String argument;

    ClientRefusal(String field, String textKey, String argument) {
        super(field + ": " + textKey + " " + argument);
        this.field = field;
        this.textKey = textKey;
        this.argument = argument;
    }

    /** {@code name}, {@code scopes}, {@code redirects} or {@code days}. */
    public String field() {
        return field;
    }

    public String textKey() {
        return textKey;
    }

    public String argument() {
        return argument;
    }
}
