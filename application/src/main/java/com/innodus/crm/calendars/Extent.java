package com.innodus.crm.calendars;

/** How much of a series a change is meant for. */
public enum Extent {
    THIS,
    FOLLOWING,
    ALL
}
