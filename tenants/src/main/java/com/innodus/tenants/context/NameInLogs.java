package com.innodus.tenants.context;

import com.innodus.tenants.catalogue.Tenant;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the tenant in the log lines of its scope, whether request, job or command; at the end the outer scope's name
 * comes back.
 */
record NameInLogs(@Nullable String outer) implements AutoCloseable {
    private static final String KEY = "tenant";

    static NameInLogs of(Tenant tenant) {
        String outer = MDC.get(KEY);
        MDC.put(KEY, tenant.slug());
        return new NameInLogs(outer);
    }

    @Override
    public void close() {
        if (outer == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, outer);
        }
    }
}
