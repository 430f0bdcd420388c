package com.innodus.kernel.records;

/** A filter's text can't be read, or doesn't fit the type. */
public class InvalidFilter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String text;

    InvalidFilter(String what, String text) {
        super("Not a filter's " + what + ": " + text);
        this.what = what;
        this.text = text;
    }

    /** Which part: {@code field}, {@code operator}, {@code value}, {@code syntax}. */
    public String what() {
        return what;
    }

    public String text() {
        return text;
    }
}
