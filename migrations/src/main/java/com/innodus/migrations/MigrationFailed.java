package com.innodus.migrations;

import java.sql.SQLException;

/** A script could not be applied; the schema is as it was before (each script is one transaction). */
public class MigrationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether somebody else held a lock for too long, so that another try may succeed. */
    public boolean isForBusyTable() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
