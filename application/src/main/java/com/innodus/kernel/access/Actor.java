package com.innodus.kernel.access;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts within a tenant.
 *
 * @param role key of the role, see {@link Roles}
 * @param viewer the administrator who looks at the workspace as this user does, and changes nothing; mostly null
 */
public record Actor(
        UUID id,
        String name,
        String email,
        String role,
        Locale locale,
        @Nullable UUID viewer) implements java.io.Serializable {
    private static final UUID NOBODY = new UUID(0, 0);

    /** The installation itself: provisioning, demo data, operator's commands. May do everything. */
    public static final Actor SYSTEM = new Actor(NOBODY, "Innodus", "", Roles.SYSTEM, Locale.of("es"));

    public Actor(UUID id, String name, String email, String role, Locale locale) {
        this(id, name, email, role, locale, null);
    }

    /** This user as an administrator looks through their eyes, in the administrator's language. */
    public Actor viewedBy(Actor administrator) {
        return new Actor(id, name, email, role, administrator.locale, administrator.id);
    }

    /** Whether somebody else looks on and nothing may be changed. */
    public boolean isViewed() {
        return viewer != null;
    }

    public boolean isSystem() {
        return role.equals(Roles.SYSTEM);
    }
}
