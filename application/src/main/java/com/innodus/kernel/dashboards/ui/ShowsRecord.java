package com.innodus.kernel.dashboards.ui;

import java.util.Optional;

/** A view of one record, beside which blocks speak of it. */
@FunctionalInterface
public interface ShowsRecord {
    /** The record that is on screen; empty where the acting user can't see it. */
    Optional<Subject> subject();
}
