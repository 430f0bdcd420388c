package com.innodus.kernel.rates;

import java.io.Serial;

/** Rates were refused: the text with this key and argument says why. */
public final class InvalidRates extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final long line;
    private final String key;
    private final String argument;

    /** @param line of the file; 0 where there is none */
    InvalidRates(long line, String key, String argument) {
        super(key + " in line " + line);
        this.line = line;
        this.key = key;
        this.argument = argument;
    }

    public long line() {
        return line;
    }

    public String key() {
        return key;
    }

    public String argument() {
        return argument;
    }
}
