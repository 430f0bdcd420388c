package com.innodus.kernel.settings;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.jobs.Sweeper;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantJobs.LastRun;
import com.innodus.kernel.jobs.TenantSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The work that comes round for the current tenant, for its administrators. */
@Service
@ConditionalOnWebApplication
public class JobBoard {
    private final Sweeper sweeper;
    private final TenantJobs jobs;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    JobBoard(Sweeper sweeper, TenantJobs jobs, AuditTrail audit, TransactionOperations transactions) {
        this.sweeper = sweeper;
        this.jobs = jobs;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A job of the tenant.
     *
     * @param every how often it comes round while somebody works in the tenant
     * @param last null when it has never run
     */
    public record Job(String name, Duration every, @Nullable LastRun last) {
        /** Key of what it is called. */
        public String textKey() {
            return "job." + name;
        }

        /** When it comes round next, while somebody works in the tenant. */
        public @Nullable Instant next() {
            if (last == null) {
                return null;
            }
            Instant usual = last.startedAt().plus(every);
            Instant wanted = last.nextDue();
            return wanted != null && wanted.isBefore(usual) ? wanted : usual;
        }
    }

    /** All jobs of features that are on. */
    public List<Job> all() {
        demandAdministrator();
        Map<String, LastRun> runs =
                jobs.lastRuns().stream().collect(Collectors.toMap(LastRun::job, Function.identity()));
        return sweeper.here().stream()
                .map(sweep -> new Job(sweep.name(), sweep.every(), runs.get(sweep.name())))
                .toList();
    }

    /**
     * Does a job now.
     *
     * @return whether it was done; not when it runs already
     * @throws RuntimeException when it fails, which its last run tells, too
     */
    public boolean run(String name) {
        demandAdministrator();
        TenantSweep sweep = sweeper.here().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No job " + name));
        transactions.executeWithoutResult(status -> audit.note("job.run", "#job." + name));
        return sweeper.runNow(sweep);
    }

    private static void demandAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "jobs");
        }
    }
}
