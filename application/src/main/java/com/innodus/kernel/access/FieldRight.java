package com.innodus.kernel.access;

/** What a role may do with one field of the records that it reads; from least to most. */
public enum FieldRight {
    /** The field isn't there: not in lists, files and history, nor to search, filter or sort by. */
    NONE,
    READ,
    EDIT
}
