package com.innodus.kernel.webhooks;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.outbound.Outbound.Answer;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is told to webhooks, what became of it, and which of it is told now by which server. */
@Service
@Transactional
public class Deliveries {
    /** What was told of a record leads to the one that it becomes part of. */
    @Bean
    static Pointer deliveriesOfRecords() {
        return new Pointer.Belonging("webhook_delivery");
    }

    /** Pauses between attempts; together they last just under a day. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(7),
            Duration.ofHours(9));

    /** Longer than any request lasts; then another server tries again. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** A slow receiver doesn't keep the others waiting. */
    private static final int MOST_AT_ONCE = 2;

    private static final int LONGEST_ANSWER = 500;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Something waits to be told; published within the transaction. */
    record Queued() {}

    public enum State {
        QUEUED,
        DELIVERED,
        /** Given up. */
        DEAD
    }

    /**
     * Something that is told.
     *
     * @param status what the receiver answered last, null when it didn't
     * @param answer the beginning of it
     * @param problem why there was no answer
     * @param nextAttemptAt of one that waits
     */
    public record Delivery(
            UUID id,
            UUID webhook,
            String topic,
            String body,
            State state,
            int attempts,
            Instant createdAt,
            Instant nextAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String problem,
            @Nullable Integer millis) {}

    /** How an attempt went: with an answer, or with a problem instead of one. */
    record Attempt(@Nullable Answer answer, @Nullable String problem, Duration took) {
        boolean isGood() {
            return answer != null && answer.status() / 100 == 2;
        }

        /** Whether the receiver wants nothing more, ever. */
        boolean isUnsubscribed() {
            return answer != null && answer.status() == 410;
        }
    }

    /**
     * Stores something to be told, once for each event.
     *
     * @param event what makes it the same when it is stored again
     */
    UUID queue(
            UUID webhook, UUID event, String topic, @Nullable String recordType, @Nullable UUID record, String body) {
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into webhook_delivery (id, webhook_id, event_id, topic, record_type, record_id, body, state,
                                                      created_at, next_attempt_at)
                        values (?, ?, ?, ?, ?::text, ?::uuid, ?, 'QUEUED', ?, ?)
                        on conflict (webhook_id, event_id) do nothing
                        """)
                .param(id)
                .param(webhook)
                .param(event)
                .param(topic)
                .param(recordType)
                .param(record)
                .param(body)
                .param(now)
                .param(now)
                .update();
        events.publishEvent(new Queued());
        return id;
    }

    /** The next that no other server tells now, leased to this one; of webhooks that are on. */
    Optional<Delivery> claim() {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        with due as materialized (
                            select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id
                            where d.state = 'QUEUED' and d.next_attempt_at <= ? and w.enabled
                              and (d.lease_until is null or d.lease_until <= ?)
                              and (select count(*) from webhook_delivery busy
                                   where busy.webhook_id = d.webhook_id and busy.lease_until > ?) < ?
                            order by d.next_attempt_at, d.number limit 1 for update of d skip locked)
                        update webhook_delivery d
                        set lease_until = ?, attempts = d.attempts + 1, last_attempt_at = ?
                        from due where d.id = due.id returning d.*
                        """)
                .params(
                        now,
                        now,
                        now,
                        MOST_AT_ONCE,
                        Timestamp.from(clock.instant().plus(LEASE)),
                        now)
                .query(Deliveries::map)
                .optional();
    }

    /** This one, leased to this server, unless another tells it now. */
    Optional<Delivery> claim(UUID id) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        update webhook_delivery d set lease_until = ?, attempts = d.attempts + 1, last_attempt_at = ?
                        where d.id = ? and d.state = 'QUEUED' and (d.lease_until is null or d.lease_until <= ?)
                        returning d.*
                        """)
                .params(Timestamp.from(clock.instant().plus(LEASE)), now, id, now)
                .query(Deliveries::map)
                .optional();
    }

    /**
     * Notes how an attempt went, unless another server has taken over meanwhile.
     *
     * @param next when it is tried again, null when it isn't
     * @return whether it was noted
     */
    boolean note(Delivery tried, Attempt attempt, @Nullable Instant next) {
        State state = attempt.isGood() ? State.DELIVERED : next == null ? State.DEAD : State.QUEUED;
        Answer answer = attempt.answer();
        return jdbc.sql("""
                                update webhook_delivery
                                set state = ?, lease_until = null, next_attempt_at = coalesce(?::timestamptz, next_attempt_at),
                                    status = ?::integer, answer = ?::text, problem = ?::text, millis = ?, done_at = ?::timestamptz
                                where id = ? and attempts = ? and state = 'QUEUED'
                                """)
                        .param(state.name())
                        .param(next == null ? null : Timestamp.from(next))
                        .param(answer == null ? null : answer.status())
                        .param(answer == null ? null : clean(answer.text()))
                        .param(attempt.problem())
                        .param((int) attempt.took().toMillis())
                        .param(state == State.QUEUED ? null : Timestamp.from(clock.instant()))
                        .param(tried.id())
                        .param(tried.attempts())
                        .update()
                > 0;
    }

    /** Lets one that was given up, or has arrived, be told once more. */
    public boolean tellAgain(UUID id) {
        Webhooks.demand(Operation.EDIT);
        int again = jdbc.sql("""
                        update webhook_delivery
                        set state = 'QUEUED', attempts = 0, next_attempt_at = ?, lease_until = null, done_at = null
                        where id = ? and state <> 'QUEUED'
                        """).params(Timestamp.from(clock.instant()), id).update();
        events.publishEvent(new Queued());
        return again > 0;
    }

    /** What was told to a webhook lately, newest first. */
    @Transactional(readOnly = true)
    public List<Delivery> log(UUID webhook, int skip, int limit) {
        Webhooks.demand(Operation.READ);
        return jdbc.sql("select * from webhook_delivery where webhook_id = ? order by number desc offset ? limit ?")
                .params(webhook, skip, limit)
                .query(Deliveries::map)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Delivery> find(UUID id) {
        Webhooks.demand(Operation.READ);
        return jdbc.sql("select * from webhook_delivery where id = ?")
                .param(id)
                .query(Deliveries::map)
                .optional();
    }

    void forgetOld() {
        jdbc.sql("delete from webhook_delivery where created_at < ?")
                .param(Timestamp.from(clock.instant().minus(REMEMBERED)))
                .update();
    }

    /** A stranger wrote it. */
    private static String clean(String answer) {
        String text = answer.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_ANSWER));
    }

    private static Delivery map(ResultSet row, int number) throws SQLException {
        Timestamp last = row.getTimestamp("last_attempt_at");
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getString("topic"),
                row.getString("body"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("next_attempt_at").toInstant(),
                last == null ? null : last.toInstant(),
                row.getObject("status", Integer.class),
                row.getString("answer"),
                row.getString("problem"),
                row.getObject("millis", Integer.class));
    }
}
