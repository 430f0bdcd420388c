package com.innodus.kernel.automation;

import java.util.List;

/** A rule can't do what it says; trying again wouldn't help. */
class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String textKey;
    private final transient List<String> arguments;

    Refused(String textKey, String... arguments) {
        super(textKey);
        this.textKey = textKey;
        this.arguments = List.of(arguments);
    }

    String textKey() {
        return textKey;
    }

    List<String> arguments() {
        return arguments;
    }
}
