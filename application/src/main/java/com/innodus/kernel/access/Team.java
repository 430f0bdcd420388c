package com.innodus.kernel.access;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People who work together.
 *
 * @param roles keys of the roles that its members have beside their own
 */
public record Team(UUID id, String name, @Nullable UUID lead, Set<UUID> members, Set<String> roles) {
    /** The members and the lead. */
    public Set<UUID> people() {
        Set<UUID> people = new LinkedHashSet<>(members);
        if (lead != null) {
            people.add(lead);
        }
        return people;
    }
}
