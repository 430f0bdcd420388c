package com.innodus.tenants.support;

import com.innodus.tenants.catalogue.Slug;
import com.innodus.tenants.catalogue.Tenant;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Tenants that no directory knows. */
public final class Fixtures {
    private Fixtures() {}

    public static Tenant tenant(String slug) {
        return new Tenant(
                UUID.nameUUIDFromBytes(slug.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                slug,
                slug,
                Slug.schemaOf(slug),
                "sales",
                Tenant.FeatureChoices.NONE,
                Tenant.State.ACTIVE,
                1,
                null,
                Set.of(),
                "main",
                Instant.EPOCH,
                null,
                null);
    }
}
