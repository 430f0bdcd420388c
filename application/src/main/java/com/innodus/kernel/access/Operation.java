package com.innodus.kernel.access;

/** What can be done to records of a type. */
public enum Operation {
    READ,
    CREATE,
    EDIT,
    DELETE,
    EXPORT,
    IMPORT,
    BULK,
    ASSIGN,
    COMMENT
}
