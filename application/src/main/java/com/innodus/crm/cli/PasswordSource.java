package com.innodus.crm.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a password comes from, so that none need stand in a shell's history or a process list. */
final class PasswordSource {
    static final String VARIABLE = "INNODUS_PASSWORD";
    static final String HELP = "from " + VARIABLE + ", else asked for, else the first line of the input when missing";

    private PasswordSource() {}

    static String read(@Nullable String given) {
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String fromEnvironment = System.getenv(VARIABLE);
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return fromEnvironment;
        }
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
