package com.innodus.kernel.jobs;

import com.innodus.kernel.jobs.Rounds.OneRound;
import com.innodus.kernel.jobs.Rounds.Round;
import com.innodus.kernel.platform.DatabaseConfiguration;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;

/** Quartz over all nodes: each round is done by one of them, and by another when that one dies. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Scheduling {
    private static final int THREADS = 3;

    /** @param platform makes the tables before they are asked */
    @Bean
    SchedulerFactoryBean scheduler(
            @Qualifier(DatabaseConfiguration.JOBS) DataSource pool,
            @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platform,
            Rounds rounds,
            ApplicationContext context,
            Clock clock) {
        SpringBeanJobFactory factory = new SpringBeanJobFactory();
        factory.setApplicationContext(context);
        List<JobDetail> jobs = new ArrayList<>();
        List<Trigger> triggers = new ArrayList<>();
        rounds.all().forEach((name, round) -> {
            JobDetail job = JobBuilder.newJob(OneRound.class)
                    .withIdentity(name)
                    .storeDurably()
                    .build();
            jobs.add(job);
            triggers.add(trigger(job, round, clock));
        });
        SchedulerFactoryBean scheduler = new SchedulerFactoryBean();
        scheduler.setSchedulerName("innodus");
        scheduler.setDataSource(pool);
        scheduler.setJobFactory(factory);
        scheduler.setJobDetails(jobs.toArray(JobDetail[]::new));
        scheduler.setTriggers(triggers.toArray(Trigger[]::new));
        // another release may want another rhythm
        scheduler.setOverwriteExistingJobs(true);
        scheduler.setWaitForJobsToCompleteOnShutdown(true);
        scheduler.setQuartzProperties(settings());
        return scheduler;
    }

    private static Trigger trigger(JobDetail job, Round round, Clock clock) {
        return TriggerBuilder.newTrigger()
                .withIdentity(job.getKey().getName())
                .forJob(job)
                // on start the sweeper has just been everywhere
                .startAt(Date.from(clock.instant().plus(round.every())))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(round.every().toMillis())
                        .repeatForever()
                        // what was missed is not made up for
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceId", "AUTO",
                "org.quartz.threadPool.threadCount", Integer.toString(THREADS),
                "org.quartz.threadPool.makeThreadsDaemons", "true",
                "org.quartz.jobStore.isClustered", "true",
                "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName(),
                "org.quartz.jobStore.tablePrefix", "qrtz_",
                // no Java objects in the database
                "org.quartz.jobStore.useProperties", "true",
                "org.quartz.jobStore.acquireTriggersWithinLock", "true"));
        return settings;
    }
}
