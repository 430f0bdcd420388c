package com.innodus.kernel.platform;

import org.springframework.boot.ExitCodeGenerator;

/** Something outside stands in the way; the message says in one line what, and no stack trace would say more. */
public abstract class CannotStart extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
