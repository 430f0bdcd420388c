package com.innodus.kernel.records;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A further address beside the main one.
 *
 * @param label {@code billing}, {@code delivery}, {@code home}, {@code other}
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
        String label,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String region,
        @Nullable String country) {
    /** The address on one line. */
    public String oneLine() {
        return Stream.of(street, postalCode, city, region, country)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
