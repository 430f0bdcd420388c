package com.innodus.kernel.access;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tenant's staff.
 *
 * @param role key of the role
 * @param colourScheme LIGHT, DARK or BRAND (what the brand says)
 */
public record User(
        UUID id,
        String email,
        String name,
        String role,
        State state,
        Locale locale,
        String colourScheme,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant lastLoginAt) {
    public enum State {
        INVITED,
        ACTIVE,
        DISABLED
    }

    public Actor actor() {
        return new Actor(id, name, email, role, locale);
    }
}
