package com.innodus.kernel.access;

import java.util.Locale;
import java.util.UUID;

/**
 * Who acts within a tenant.
 *
 * @param role key of the role, see {@link Roles}
 */
public record Actor(UUID id, String name, String email, String role, Locale locale) implements java.io.Serializable {
    private static final UUID NOBODY = new UUID(0, 0);

    /** The installation itself: provisioning, demo data, operator's commands. May do everything. */
    public static final Actor SYSTEM = new Actor(NOBODY, "Innodus", "", Roles.SYSTEM, Locale.of("es"));

    public boolean isSystem() {
        return role.equals(Roles.SYSTEM);
    }
}
