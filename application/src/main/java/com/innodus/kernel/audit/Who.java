package com.innodus.kernel.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who did something.
 *
 * @param id null for the installation itself and for people outside the tenant
 * @param viewer the administrator who looks through this user's eyes; mostly null
 */
public record Who(@Nullable UUID id, String name, @Nullable UUID viewer, boolean isAdministrator) {
    /** The installation itself. */
    public static final Who SYSTEM = new Who(null, "Innodus", null, true);

    /** Somebody from outside, such as an operator of the platform. */
    public static Who outside(String name) {
        return new Who(null, name, null, false);
    }
}
