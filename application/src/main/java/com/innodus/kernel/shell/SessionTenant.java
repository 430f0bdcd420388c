package com.innodus.kernel.shell;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.AmbientTenant;
import com.vaadin.flow.server.VaadinSession;
import org.jspecify.annotations.Nullable;

/** Lets the tenant of a Vaadin session decide, on whatever thread its code runs. */
public class SessionTenant implements AmbientTenant {
    @Override
    public @Nullable Object currentSession() {
        return VaadinSession.getCurrent();
    }

    @Override
    public @Nullable Tenant tenantOf(Object session) {
        VaadinSession vaadin = (VaadinSession) session;
        // a thread that doesn't hold the session's lock must not read its attributes
        return vaadin.hasLock() ? vaadin.getAttribute(Tenant.class) : null;
    }
}
