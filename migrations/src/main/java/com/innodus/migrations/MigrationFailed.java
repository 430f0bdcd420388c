package com.innodus.migrations;

/** A script could not be applied; the schema is as it was before (each script is one transaction). */
public class MigrationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
