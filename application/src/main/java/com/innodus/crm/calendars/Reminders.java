package com.innodus.crm.calendars;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds those who take part of what begins soon: each of each occurrence once, whichever node comes round. */
@Component
@OfFeature("calendar")
public class Reminders implements TenantSweep {
    /** What began longer ago than this isn't worth a reminder any more. */
    private static final Duration TOO_LATE = Duration.ofMinutes(5);

    private static final Duration FURTHEST = Duration.ofDays(28);
    private static final int MOST = 2_000;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordType<Event> events;
    private final Notifications bell;
    private final TenantJobs jobs;
    private final Clock clock;

    Reminders(
            JdbcClient jdbc,
            Records records,
            RecordType<Event> events,
            Notifications bell,
            TenantJobs jobs,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.events = events;
        this.bell = bell;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void sweep() {
        CurrentActor.run(Actor.SYSTEM, this::remind);
    }

    private void remind() {
        Instant now = clock.instant();
        List<UUID> due = jdbc.sql("""
                        select id from event
                        where reminder is not null and deleted_at is null and last_at > ? and starts_at < ?
                        order by last_at limit ?
                        """)
                .params(Timestamp.from(now.minus(TOO_LATE)), Timestamp.from(now.plus(FURTHEST)), MOST)
                .query(UUID.class)
                .list();
        records.all(events, due).forEach(event -> remind(event, now));
    }

    private void remind(Event event, Instant now) {
        Integer minutes = event.getReminder();
        if (minutes == null) {
            return;
        }
        Instant until = now.plus(Duration.ofMinutes(minutes));
        Times times = Times.of(event);
        times.between(now.minus(TOO_LATE), until.plusSeconds(1)).stream()
                .filter(occurrence -> occurrence.start().isAfter(now.minus(TOO_LATE))
                        && !occurrence.start().isAfter(until))
                .forEach(occurrence -> people(event).forEach(user -> tell(event, occurrence, user)));
        times.between(until, until.plus(FURTHEST)).stream()
                .map(Times.Occurrence::start)
                .filter(start -> start.isAfter(until))
                .findFirst()
                .ifPresent(start -> jobs.wakeAt(name(), start.minus(Duration.ofMinutes(minutes))));
    }

    /** Organiser and participants, without those who declined. */
    private Set<UUID> people(Event event) {
        Set<UUID> people = new LinkedHashSet<>(event.getUsers());
        if (event.getOwner() != null) {
            people.add(event.getOwner());
        }
        people.removeAll(jdbc.sql("select user_id from event_invitation where event_id = ? and state = 'DECLINED'")
                .param(event.getId())
                .query(UUID.class)
                .list());
        return people;
    }

    private void tell(Event event, Times.Occurrence occurrence, UUID user) {
        int isNew = jdbc.sql("""
                        insert into event_reminded (event_id, occurrence_at, user_id)
                        select ?, ?, id from app_user where id = ? on conflict do nothing
                        """)
                .params(event.getId(), Timestamp.from(occurrence.start()), user)
                .update();
        if (isNew > 0) {
            String at = DateTimeFormatter.ofPattern("HH:mm")
                    .format(occurrence.start().atZone(Times.HOME));
            bell.tell(user, Notifications.Kind.EVENT_SOON, events, event.getId(), List.of(at));
        }
    }

    /** A tenant in which nobody works is visited in time. */
    @EventListener
    void written(Records.RecordWritten written) {
        if (written.type().equals("event")) {
            CurrentActor.run(
                    Actor.SYSTEM,
                    () -> records.find(events, written.id())
                            .filter(event -> event.getReminder() != null)
                            .ifPresent(this::wake));
        }
    }

    private void wake(Event event) {
        Duration before = Duration.ofMinutes(event.getReminder() == null ? 0 : event.getReminder());
        Instant now = clock.instant();
        Times.of(event).between(now, now.plus(FURTHEST)).stream()
                .map(occurrence -> occurrence.start().minus(before))
                .filter(at -> at.isAfter(now))
                .findFirst()
                .ifPresent(at -> jobs.wakeAt(name(), at));
    }
}
