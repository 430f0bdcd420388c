package com.innodus.kernel.settings;

import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.audit.AuditLog;
import com.innodus.kernel.jobs.TenantSweep;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets, once a day, the entries of the audit log whose time is over. */
@Component
class AuditRetention implements TenantSweep {
    private final AuditLog log;
    private final TenantCache<String, Boolean> done = new TenantCache<>(Duration.ofDays(1));

    AuditRetention(AuditLog log) {
        this.log = log;
    }

    @Override
    public void sweep() {
        done.get("", key -> {
            log.forgetOld();
            return true;
        });
    }
}
