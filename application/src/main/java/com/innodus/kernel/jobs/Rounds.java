package com.innodus.kernel.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Everything that comes round: few rounds for the whole system, each going through the tenants, never one for each tenant. */
@Component
@ConditionalOnWebApplication
class Rounds {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Round> all = new LinkedHashMap<>();

    Rounds(Sweeper sweeper, List<TenantSweep> sweeps) {
        add("provisioning", SOON, sweeper::resume);
        add("farewell", HOUR, sweeper::eraseDue);
        for (TenantSweep sweep : sweeps) {
            if (sweep.every().compareTo(HOUR) < 0) {
                add(sweep.name(), sweep.every(), () -> sweeper.sweepSoon(sweep));
                add(sweep.name() + "-everywhere", HOUR, () -> sweeper.sweepAll(sweep));
            } else {
                add(sweep.name(), sweep.every(), () -> sweeper.sweepAll(sweep));
            }
        }
    }

    /** Work and its rhythm. */
    record Round(Duration every, Runnable work) {}

    private void add(String name, Duration every, Runnable work) {
        if (all.put(name, new Round(every, work)) != null) {
            throw new IllegalStateException("Two jobs are called " + name);
        }
    }

    Map<String, Round> all() {
        return all;
    }

    /** One round, by the name of its job; no other node does it meanwhile. */
    @DisallowConcurrentExecution
    static class OneRound implements Job {
        private final Rounds rounds;

        OneRound(Rounds rounds) {
            this.rounds = rounds;
        }

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            Round round = rounds.all.get(context.getJobDetail().getKey().getName());
            if (round != null) {
                round.work().run();
            } else {
                forget(context);
            }
        }

        /** An older release had it. */
        private static void forget(JobExecutionContext context) throws JobExecutionException {
            try {
                context.getScheduler().deleteJob(context.getJobDetail().getKey());
            } catch (SchedulerException e) {
                throw new JobExecutionException(e);
            }
        }
    }
}
