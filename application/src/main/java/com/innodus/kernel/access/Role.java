package com.innodus.kernel.access;

import java.util.UUID;

/**
 * A role that users have.
 *
 * @param name as the tenant calls it; the standard roles are called what the reader's language calls them
 * @param system whether every tenant has it, so that it can't be renamed or deleted
 */
public record Role(UUID id, String key, String name, boolean system) {
    /** Whether its grants can be edited: nobody shall lock the administrators out. */
    public boolean isEditable() {
        return !Roles.isAdministrator(key);
    }
}
