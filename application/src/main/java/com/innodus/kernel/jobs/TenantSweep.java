package com.innodus.kernel.jobs;

/** Looks for work that is due in the current tenant and does it or hands it to its own threads. Quick when there is none. */
public interface TenantSweep {
    void sweep();
}
