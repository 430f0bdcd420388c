package com.innodus.kernel.mail;

/** A mail server can't be kept as it was typed in. */
public class MailServerRefusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    MailServerRefusal(String field, String textKey) {
        super(textKey);
        this.field = field;
    }

    /** The part of the server that it is about. */
    public String field() {
        return field;
    }

    public String textKey() {
        return String.valueOf(getMessage());
    }
}
