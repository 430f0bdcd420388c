package com.innodus.tenants.catalogue;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation that signed up, as the directory knows it at one moment.
 *
 * @param schema name of its PostgreSQL schema, {@code t_…}
 * @param edition key of the named set of features it picked
 * @param features what differs from the edition
 * @param schemaVersion version of its schema; below the release's it isn't served
 * @param failure why provisioning or migrating it failed, for the operator
 * @param cell database that holds it
 */
public record Tenant(
        UUID id,
        String slug,
        String name,
        String schema,
        String edition,
        FeatureChoices features,
        State state,
        int schemaVersion,
        @Nullable String failure,
        Set<String> hosts,
        String cell,
        Instant createdAt,
        @Nullable Instant deletedAt,
        @Nullable Instant lastUsedAt) {

    /** Stations of a tenant's life; a deleted one keeps its data for the grace period. */
    public enum State {
        PROVISIONING,
        ACTIVE,
        SUSPENDED,
        DELETED;

        /** Whether operators may take a tenant from here to there; only provisioning brings one to life. */
        public boolean leadsTo(State next) {
            return switch (this) {
                case PROVISIONING -> false;
                case ACTIVE -> next == SUSPENDED || next == DELETED;
                case SUSPENDED -> next == ACTIVE || next == DELETED;
                case DELETED -> next == ACTIVE;
            };
        }
    }

    /**
     * Differences from the edition, by feature key.
     *
     * @param added by the operator, beyond the edition
     * @param removed by the operator
     * @param off switched off by the tenant's own administrator
     */
    public record FeatureChoices(Set<String> added, Set<String> removed, Set<String> off) {
        public static final FeatureChoices NONE = new FeatureChoices(Set.of(), Set.of(), Set.of());
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
