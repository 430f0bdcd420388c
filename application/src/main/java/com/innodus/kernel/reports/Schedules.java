package com.innodus.kernel.reports;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.brand.BrandedMail.Button;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.TooSlow;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends reports by mail when their time comes. Each receiver gets the figures of their own rights, and nothing where they
 * may not open the report any more. What is due is taken and its mails are stored in one transaction, so that each is
 * sent once.
 */
@Service
@OfFeature("reports")
public class Schedules implements TenantSweep {
    public static final int MOST_RECEIVERS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final String JOB = "reports";
    private static final int MOST_LINES = 20;

    private final JdbcClient jdbc;
    private final TenantJobs jobs;
    private final TransactionOperations transactions;
    private final TransactionTemplate apart;
    private final Reports reports;
    private final ReportRun run;
    private final Users users;
    private final Outbox outbox;
    private final BrandedMail branded;
    private final Addresses addresses;
    private final Clock clock;

    Schedules(
            JdbcClient jdbc,
            TenantJobs jobs,
            TransactionOperations transactions,
            PlatformTransactionManager manager,
            Reports reports,
            ReportRun run,
            Users users,
            Outbox outbox,
            BrandedMail branded,
            Addresses addresses,
            Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.transactions = transactions;
        apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.reports = reports;
        this.run = run;
        this.users = users;
        this.outbox = outbox;
        this.branded = branded;
        this.addresses = addresses;
        this.clock = clock;
    }

    public enum Rhythm {
        DAILY,
        WEEKLY,
        MONTHLY
    }

    /**
     * When a report is sent, and to whom.
     *
     * @param day of the week from 1 (Monday), or of the month, whose last day stands for later ones
     */
    public record Schedule(UUID id, UUID report, Rhythm rhythm, int day, int hour, ZoneId zone, List<UUID> receivers) {
        /** The next time after a moment; a local hour that a clock change skips is the one after it. */
        public Instant next(Instant after) {
            LocalDate today = after.atZone(zone).toLocalDate();
            for (int ahead = 0; ; ahead++) {
                LocalDate date = today.plusDays(ahead);
                ZonedDateTime at = date.atTime(hour, 0).atZone(zone);
                if (isOn(date) && at.toInstant().isAfter(after)) {
                    return at.toInstant();
                }
            }
        }

        private boolean isOn(LocalDate date) {
            return switch (rhythm) {
                case DAILY -> true;
                case WEEKLY -> date.getDayOfWeek() == DayOfWeek.of(Math.clamp(day, 1, 7));
                case MONTHLY ->
                    date.getDayOfMonth()
                            == Math.min(
                                    Math.max(1, day),
                                    date.with(TemporalAdjusters.lastDayOfMonth())
                                            .getDayOfMonth());
            };
        }
    }

    /** When a report is sent, if the acting user may change it. */
    @Transactional(readOnly = true)
    public List<Schedule> of(Report report) {
        return Reports.mayChange(report)
                ? jdbc.sql("""
                                select id, report_id, rhythm, on_day, at_hour, zone, receivers from report_schedule
                                where report_id = ? order by next_at
                                """).param(report.id()).query(Schedules::map).list()
                : List.of();
    }

    /**
     * Has a report sent from now on.
     *
     * @throws Forbidden when the report is not the acting user's
     */
    @Transactional
    public Schedule add(Report report, Rhythm rhythm, int day, int hour, ZoneId zone, List<UUID> receivers) {
        if (!Reports.mayChange(report) || reports.find(report.id()).isEmpty()) {
            throw new Forbidden(Operation.EDIT, "report");
        }
        Schedule schedule = new Schedule(
                UUID.randomUUID(),
                report.id(),
                rhythm,
                day,
                Math.clamp(hour, 0, 23),
                zone,
                receivers.stream().distinct().limit(MOST_RECEIVERS).toList());
        jdbc.sql("""
                        insert into report_schedule (id, report_id, rhythm, on_day, at_hour, zone, receivers, next_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        schedule.id(),
                        report.id(),
                        rhythm.name(),
                        day,
                        schedule.hour(),
                        zone.getId(),
                        schedule.receivers().toArray(UUID[]::new),
                        Timestamp.from(schedule.next(clock.instant())))
                .update();
        wake(schedule.next(clock.instant()));
        return schedule;
    }

    /** Returns whether the acting user could: who owns the report. */
    @Transactional
    public boolean remove(UUID schedule) {
        return !CurrentActor.get().isViewed()
                && jdbc.sql("""
                                        delete from report_schedule s using report r
                                        where s.id = ? and r.id = s.report_id and r.owner_id = ?
                                        """).params(schedule, CurrentActor.get().id()).update() == 1;
    }

    @Override
    public String name() {
        return JOB;
    }

    /** Reports come on time even where nobody works then. */
    private void wake(Instant next) {
        jobs.wakeAt(JOB, next);
    }

    @Override
    public void sweep() {
        while (Boolean.TRUE.equals(transactions.execute(status -> sendNext()))) {
            // each in a transaction of its own
        }
    }

    private boolean sendNext() {
        Instant now = clock.instant();
        Optional<Schedule> due =
                jdbc.sql("""
                        select id, report_id, rhythm, on_day, at_hour, zone, receivers from report_schedule
                        where next_at <= ? order by next_at limit 1 for update skip locked
                        """).param(Timestamp.from(now)).query(Schedules::map).optional();
        due.ifPresent(schedule -> {
            wake(schedule.next(now));
            jdbc.sql("update report_schedule set next_at = ? where id = ?")
                    .params(Timestamp.from(schedule.next(now)), schedule.id())
                    .update();
            for (UUID receiver : schedule.receivers()) {
                users.byId(receiver)
                        .filter(user -> user.state() == User.State.ACTIVE)
                        .ifPresent(user -> CurrentActor.run(user.actor(), () -> send(schedule, user)));
            }
        });
        return due.isPresent();
    }

    private void send(Schedule schedule, User receiver) {
        Optional<Report> report = reports.find(schedule.report());
        if (report.isEmpty()) {
            return;
        }
        Locale locale = receiver.locale();
        String name = report.get().name();
        String link = addresses.of(TenantScope.current()) + "/app/reports/" + schedule.report();
        String text = name + "\n\n" + lines(report.get(), locale);
        outbox.send(
                receiver.email(),
                Texts.text(locale, "report.mail.subject", name),
                text + "\n\n" + link,
                branded.html(locale, text, new Button(Texts.text(locale, "report.mail.open"), link)));
    }

    private String lines(Report report, Locale locale) {
        try {
            // a question that fails must not take the mails with it
            ReportTable table = Objects.requireNonNull(apart.execute(status -> run.run(
                    report.type(), report.definition(), ReportRun.Choice.of(report.definition()), MOST_LINES, locale)));
            List<ReportTable.Row> rows = table.rows().stream().limit(MOST_LINES).collect(Collectors.toList());
            if (table.total() != null) {
                rows.add(table.total());
            }
            return rows.stream()
                    .map(row -> row.cells().stream()
                            .map(ReportTable.Cell::text)
                            .filter(cell -> !cell.isEmpty())
                            .collect(Collectors.joining(" · ")))
                    .collect(Collectors.joining("\n"));
        } catch (InvalidFilter e) {
            LOG.debug(
                    "Report {} asks for what {} doesn't have",
                    report.id(),
                    CurrentActor.get().id(),
                    e);
            return Texts.text(locale, "report.unfit");
        } catch (TooSlow e) {
            LOG.warn("Report {} is too slow to be sent", report.id(), e);
            return Texts.text(locale, "report.slow");
        } catch (RuntimeException e) {
            // the others that are due shall not wait for it
            LOG.error("Report {} failed", report.id(), e);
            return Texts.text(locale, "report.unfit");
        }
    }

    private static Schedule map(ResultSet row, int number) throws SQLException {
        return new Schedule(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Rhythm.valueOf(row.getString(3)),
                row.getInt(4),
                row.getInt(5),
                ZoneId.of(row.getString(6)),
                Arrays.asList((UUID[]) row.getArray(7).getArray()));
    }
}
