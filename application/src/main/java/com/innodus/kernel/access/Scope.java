package com.innodus.kernel.access;

/** On which records of a type an operation is allowed; each but NONE includes the user's own. From most to least. */
public enum Scope {
    ALL,
    /** Records of everybody in the user's teams. */
    TEAM,
    /** Records of everybody in the teams that the user leads. */
    MANAGED,
    /** Records of the organisation that the user belongs to, such as a customer's. */
    ORGANISATION,
    /** Records that name the user in any field. */
    ASSIGNED,
    /** Records that the user owns or made. */
    OWN,
    NONE
}
