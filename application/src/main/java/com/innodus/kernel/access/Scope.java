package com.innodus.kernel.access;

/** On which records of a type an operation is allowed; each but NONE includes the user's own. From most to least. */
public enum Scope {
    ALL,
    /** Records of the user's teams, and those without a team of everybody in them. */
    TEAM,
    /** Records of the teams that the user leads, and those without a team of everybody in them. */
    MANAGED,
    /** Records of the organisation that the user belongs to, such as a customer's. */
    ORGANISATION,
    /** Records that name the user in any field. */
    ASSIGNED,
    /** Records that the user owns or made. */
    OWN,
    NONE
}
