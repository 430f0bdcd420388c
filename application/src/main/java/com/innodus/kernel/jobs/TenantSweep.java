package com.innodus.kernel.jobs;

import java.time.Duration;
import java.util.Locale;
import org.springframework.util.ClassUtils;

/**
 * Looks for work that is due in the current tenant and does it or hands it to its own threads. Quick when there is none.
 * One node at a time does it for a tenant.
 */
public interface TenantSweep {
    void sweep();

    /** What the job is called where its last runs are shown: the text {@code job.<name>}. */
    default String name() {
        return ClassUtils.getUserClass(this)
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * How often it comes round. Sooner than every hour it comes only to tenants that were used lately or that asked for it,
     * see {@link TenantJobs#wakeAt}.
     */
    default Duration every() {
        return Duration.ofSeconds(30);
    }
}
