package com.innodus.crm.cli;

import java.util.Map;

/** A command can't be carried out; the message is one line for the person at the shell. */
class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Map<String, String> problems;

    /** @param problems what is wrong, by field */
    Refused(int exitCode, String message, Map<String, String> problems) {
        super(message);
        this.exitCode = exitCode;
        this.problems = Map.copyOf(problems);
    }

    Refused(int exitCode, String message) {
        this(exitCode, message, Map.of());
    }

    int exitCode() {
        return exitCode;
    }

    Map<String, String> problems() {
        return problems;
    }
}
