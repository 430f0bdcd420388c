package com.innodus.kernel.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A named set of features that an organisation picks when it signs up. */
public enum Edition {
    /** Teams, pipeline, costs of sales and of campaigns. */
    SALES,
    /** Members, donations, grants and cases; matters of law practices. */
    SOCIAL,
    /** Products, newsletters and statistics of the website. */
    PROMOTION;

    /** As the directory, addresses and commands name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Edition> of(String key) {
        return Arrays.stream(values())
                .filter(edition -> edition.key().equals(key))
                .findFirst();
    }
}
