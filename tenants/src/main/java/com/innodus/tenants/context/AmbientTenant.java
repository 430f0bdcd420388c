package com.innodus.tenants.context;

import com.innodus.tenants.catalogue.Tenant;
import org.jspecify.annotations.Nullable;

/** How a user interface that keeps sessions tells which tenant the session at work belongs to. Found by ServiceLoader. */
public interface AmbientTenant {
    /** For processes without sessions. */
    AmbientTenant NONE = new AmbientTenant() {
        @Override
        public @Nullable Object currentSession() {
            return null;
        }

        @Override
        public @Nullable Tenant tenantOf(Object session) {
            return null;
        }
    };

    /** The session whose code runs on this thread now, if any. */
    @Nullable Object currentSession();

    /** The tenant that a session is bound to, if any. */
    @Nullable Tenant tenantOf(Object session);
}
