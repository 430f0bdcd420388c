package com.innodus.kernel.suitcase;

import java.util.Locale;

/** A suitcase isn't unpacked, for a reason that a person can read. */
public class SuitcaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why; {@code suitcase.refused.<name>} says it. */
    public enum Reason {
        /** No ZIP, or not made like a suitcase. */
        DAMAGED,
        /** A piece is missing, too many, or not what the manifest says. */
        ALTERED,
        /** Made by a newer release. */
        NEWER,
        /** Made by an older release. */
        OLDER,
        /** Packed by another installation; only an operator unpacks it. */
        FOREIGN,
        /** The tenant has contents already. */
        NOT_EMPTY
    }

    SuitcaseRefused(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Key of the sentence. */
    public String textKey() {
        return "suitcase.refused." + reason.name().toLowerCase(Locale.ROOT);
    }
}
