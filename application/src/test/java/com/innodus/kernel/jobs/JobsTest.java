package com.innodus.kernel.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.beans.factory.annotation.Autowired;

class JobsTest extends Server {
    @Autowired
    TenantJobs jobs;

    @Autowired
    Sweeper sweeper;

    @Autowired
    Rounds rounds;

    @Autowired
    List<TenantSweep> sweeps;

    @Autowired
    Scheduler scheduler;

    private List<TenantJobs.LastRun> lastRuns(Tenant tenant) {
        return TenantScope.supply(tenant, jobs::lastRuns);
    }

    @Test
    void aClusterOfNodesHasFewTriggersAndOneForEachJob() throws SchedulerException {
        Set<TriggerKey> triggers = scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup());

        assertThat(scheduler.getMetaData().isJobStoreClustered()).isTrue();
        assertThat(scheduler.isStarted()).isTrue();
        assertThat(triggers).hasSizeLessThan(50);
        assertThat(scheduler.getJobKeys(GroupMatcher.anyJobGroup()).stream()
                        .map(JobKey::getName)
                        .collect(Collectors.toSet()))
                .isEqualTo(rounds.all().keySet())
                .contains("mail", "mail-everywhere", "access", "farewell", "provisioning");
        assertThat(sweeps).extracting(TenantSweep::name).doesNotHaveDuplicates();
    }

    @Test
    void twoNodesNeverDoTheSameJobForATenantAtOnce() throws InterruptedException {
        Tenant tenant = newTenant();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread first = Thread.ofPlatform()
                .start(() -> jobs.run(tenant, "count", () -> {
                    begun.countDown();
                    waitFor(mayEnd);
                }));
        begun.await();
        AtomicInteger seconds = new AtomicInteger();

        boolean second = jobs.run(tenant, "count", seconds::incrementAndGet);
        assertThat(lastRuns(tenant)).singleElement().matches(TenantJobs.LastRun::isRunning);
        mayEnd.countDown();
        first.join();

        assertThat(second).isFalse();
        assertThat(seconds).hasValue(0);
        assertThat(jobs.run(tenant, "count", seconds::incrementAndGet)).isTrue();
        assertThat(lastRuns(tenant)).singleElement().satisfies(run -> {
            assertThat(run.isRunning()).isFalse();
            assertThat(run.runs()).isEqualTo(2);
        });
    }

    @Test
    void remembersWhatWentWrongForEachTenantByItself() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();

        assertThatThrownBy(() -> jobs.run(tenant, "count", () -> {
                    throw new IllegalStateException("no more numbers");
                }))
                .hasMessage("no more numbers");

        assertThat(lastRuns(tenant)).singleElement().satisfies(run -> {
            assertThat(run.error()).isEqualTo("no more numbers");
            assertThat(run.failures()).isEqualTo(1);
            assertThat(run.isRunning()).isFalse();
        });
        assertThat(lastRuns(other)).isEmpty();
        jobs.run(tenant, "count", () -> {});
        assertThat(lastRuns(tenant))
                .singleElement()
                .satisfies(run -> assertThat(run.error()).isNull());
    }

    @Test
    void comesToTenantsWhereNobodyWorksOnlyWhenTheyAskedForIt() {
        Tenant tenant = newTenant();
        Set<UUID> visited = new java.util.concurrent.ConcurrentSkipListSet<>();
        TenantSweep count = new TenantSweep() {
            @Override
            public void sweep() {
                visited.add(TenantScope.current().id());
            }

            @Override
            public String name() {
                return "visits";
            }
        };

        sweeper.sweepSoon(count);
        assertThat(visited).doesNotContain(tenant.id());
        TenantScope.run(tenant, () -> jobs.wakeAt("visits", Instant.now().plusSeconds(3600)));
        sweeper.sweepSoon(count);
        assertThat(visited).doesNotContain(tenant.id());
        TenantScope.run(tenant, () -> jobs.wakeAt("visits", Instant.now().minusSeconds(1)));
        sweeper.sweepSoon(count);
        assertThat(visited).contains(tenant.id());

        visited.clear();
        sweeper.sweepSoon(count);
        assertThat(visited).doesNotContain(tenant.id());
        sweeper.sweepAll(count);
        assertThat(visited).contains(tenant.id());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
