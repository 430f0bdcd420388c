package com.innodus.kernel.features;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something a tenant can have or not; declared as a bean by the module that it is.
 *
 * @param key its name is the text {@code feature.<key>}
 * @param editions that include it
 */
public record Feature(String key, Set<Edition> editions) {
    /** What no tenant can be without. */
    public static final String CORE = "core";

    public Feature {
        if (!key.matches("[a-z][a-z-]{1,40}") || key.equals(CORE)) {
            throw new IllegalArgumentException("'" + key + "' can't be a feature's key");
        }
        editions = Set.copyOf(editions);
    }

    /** A feature that every edition includes. */
    public static Feature ofAll(String key) {
        return new Feature(key, EnumSet.allOf(Edition.class));
    }
}
