package com.innodus.kernel.jobs;

import com.innodus.kernel.features.Features;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.provisioning.Farewell;
import com.innodus.tenants.provisioning.FleetMigration;
import com.innodus.tenants.provisioning.Provisioning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Goes round the tenants: all of them on start and once an hour, in between those that were used lately or asked for it. */
@Component
// a command does its work and ends
@ConditionalOnWebApplication
public class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration LATELY = Duration.ofHours(2);

    private final Tenants tenants;
    private final Provisioning provisioning;
    private final Farewell farewell;
    private final List<TenantSweep> sweeps;
    private final Features features;
    private final FleetMigration fleet;
    private final TenantJobs jobs;
    private final Clock clock;

    Sweeper(
            Tenants tenants,
            Provisioning provisioning,
            Farewell farewell,
            List<TenantSweep> sweeps,
            Features features,
            FleetMigration fleet,
            TenantJobs jobs,
            Clock clock) {
        this.features = features;
        this.fleet = fleet;
        this.tenants = tenants;
        this.provisioning = provisioning;
        this.farewell = farewell;
        this.sweeps = sweeps;
        this.jobs = jobs;
        this.clock = clock;
    }

    // before anybody makes demo tenants: a killed start may have left one half-made
    @Order(0)
    @EventListener(ApplicationReadyEvent.class)
    void onStart() {
        FleetMigration.Report report = fleet.run();
        if (!report.migrated().isEmpty() || !report.isGood()) {
            LOG.info("Migrated: {}; failed: {}", report.migrated(), report.failed());
        }
        provisioning.resume();
        sweeps.forEach(this::sweepAll);
    }

    /** What a failing database interrupted. */
    void resume() {
        provisioning.resume();
    }

    void eraseDue() {
        farewell.eraseDue().forEach(slug -> LOG.info("The grace period of {} is over: erased", slug));
    }

    void sweepAll(TenantSweep sweep) {
        tenants.in(Tenant.State.ACTIVE).forEach(tenant -> sweep(tenant, sweep));
    }

    void sweepSoon(TenantSweep sweep) {
        Instant since = clock.instant().minus(LATELY);
        Set<UUID> due = jobs.due(sweep.name());
        tenants.in(Tenant.State.ACTIVE).stream()
                .filter(tenant -> {
                    Instant used = tenant.lastUsedAt();
                    return used != null && used.isAfter(since) || due.contains(tenant.id());
                })
                .forEach(tenant -> sweep(tenant, sweep));
    }

    /** What comes round for the current tenant. */
    public List<TenantSweep> here() {
        return sweeps.stream().filter(sweep -> features.isOn(sweep.getClass())).toList();
    }

    /**
     * Does it for the current tenant, unless another node does.
     *
     * @return whether it was done here
     */
    public boolean runNow(TenantSweep sweep) {
        return jobs.run(TenantScope.current(), sweep.name(), sweep::sweep);
    }

    private void sweep(Tenant tenant, TenantSweep sweep) {
        try {
            TenantScope.run(tenant, () -> {
                if (features.isOn(sweep.getClass())) {
                    jobs.run(tenant, sweep.name(), sweep::sweep);
                }
            });
        } catch (RuntimeException e) {
            // one tenant's trouble must not keep the others waiting
            LOG.error("{} failed for {}", sweep.name(), tenant.slug(), e);
        }
    }
}
