package com.innodus.kernel.access;

/** Knows which feature a record type belongs to. */
@FunctionalInterface
public interface RecordFeatures {
    /** Key of the feature. */
    String featureOf(String recordType);
}
