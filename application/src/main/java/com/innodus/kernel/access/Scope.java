package com.innodus.kernel.access;

/** On which records of a type an operation is allowed. */
public enum Scope {
    ALL,
    /** Records that the user owns or made. */
    OWN,
    NONE
}
