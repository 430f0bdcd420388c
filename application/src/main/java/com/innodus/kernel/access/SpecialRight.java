package com.innodus.kernel.access;

/** What a role may do beside records of a type. */
public enum SpecialRight {
    /** Reads records that are closed to all but named people. Given by owners only. */
    READ_CLOSED,
    /** Closes records to all but named people, and opens them. */
    CLOSE,
    /** Shares lists with colleagues. */
    SHARE_VIEWS,
    /** Reports on people, and makes them unknown. */
    ERASE
}
