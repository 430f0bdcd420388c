package com.innodus.kernel.jobs;

import com.innodus.kernel.platform.DatabaseConfiguration;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What jobs did for each tenant, who does them now, and when they must come round again. */
@Service
public class TenantJobs {
    /** After a crash another node goes on; a sweep hands what takes long to threads with locks of their own. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    TenantJobs(@Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What became of a job for the current tenant.
     *
     * @param finishedAt null while the first run lasts
     * @param error of the last run, null when it went well
     * @param nextDue when it comes round at the latest; null for at its usual time
     */
    public record LastRun(
            String job,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error,
            long runs,
            long failures,
            @Nullable Instant nextDue) {
        public boolean isRunning() {
            return finishedAt == null || finishedAt.isBefore(startedAt);
        }
    }

    /** The current tenant's jobs with their last runs, by name. */
    public List<LastRun> lastRuns() {
        return jdbc.sql("""
                        select job, started_at, finished_at, error, runs, failures, next_due from tenant_job
                        where tenant_id = ? and started_at is not null order by job
                        """)
                .param(TenantScope.current().id())
                .query(TenantJobs::map)
                .list();
    }

    /** The job comes round at this time, even when nobody works in the tenant then; the earliest of several times counts. */
    public void wakeAt(String job, Instant at) {
        jdbc.sql("""
                        insert into tenant_job (tenant_id, job, next_due) values (?, ?, ?)
                        on conflict (tenant_id, job) do update
                            set next_due = least(tenant_job.next_due, excluded.next_due)
                        """)
                .params(TenantScope.current().id(), job, Timestamp.from(at))
                .update();
    }

    /** Tenants that asked for the job by now. */
    Set<UUID> due(String job) {
        return jdbc.sql("select tenant_id from tenant_job where job = ? and next_due <= ?")
                .params(job, Timestamp.from(clock.instant()))
                .query(UUID.class)
                .set();
    }

    /**
     * Does the job for a tenant, unless another node does.
     *
     * @return whether it was done here
     */
    boolean run(Tenant tenant, String job, Runnable work) {
        Instant started = clock.instant();
        if (!lease(tenant, job, started)) {
            return false;
        }
        String error = null;
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            error = String.valueOf(e.getMessage());
            throw e;
        } finally {
            finish(tenant, job, started, error);
        }
    }

    private boolean lease(Tenant tenant, String job, Instant now) {
        return jdbc.sql("""
                        insert into tenant_job (tenant_id, job, lease_until, started_at) values (?, ?, ?, ?)
                        on conflict (tenant_id, job) do update
                            set lease_until = excluded.lease_until, started_at = excluded.started_at,
                                -- served from now on, so that the job can ask for another time meanwhile
                                next_due = case when tenant_job.next_due <= excluded.started_at then null
                                                else tenant_job.next_due end
                            where tenant_job.lease_until is null or tenant_job.lease_until < excluded.started_at
                        """)
                        .params(tenant.id(), job, Timestamp.from(now.plus(LEASE)), Timestamp.from(now))
                        .update()
                > 0;
    }

    private void finish(Tenant tenant, String job, Instant started, @Nullable String error) {
        jdbc.sql("""
                        update tenant_job
                        set lease_until = null, finished_at = ?, error = ?, runs = runs + 1, failures = failures + ?
                        where tenant_id = ? and job = ? and started_at = ?
                        """)
                .param(Timestamp.from(clock.instant()))
                .param(error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
                .param(error == null ? 0 : 1)
                .param(tenant.id())
                .param(job)
                .param(Timestamp.from(started))
                .update();
    }

    private static LastRun map(ResultSet row, int number) throws SQLException {
        return new LastRun(
                row.getString("job"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                row.getString("error"),
                row.getLong("runs"),
                row.getLong("failures"),
                instant(row.getTimestamp("next_due")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
