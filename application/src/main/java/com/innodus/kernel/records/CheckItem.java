package com.innodus.kernel.records;

/** One thing of a checklist. */
public record CheckItem(String text, boolean done) {}
