package com.innodus.kernel.events;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.Records.RecordWritten;
import com.innodus.tenants.context.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores events in the transaction that causes them, where somebody waits for them, and tells them after it: at once, and
 * by the sweeper after a crash. One record's events are told in their order; two nodes never tell the same one.
 */
@Component
public class EventOutbox implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(EventOutbox.class);
    private static final int MOST_ATTEMPTS = 12;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ObjectProvider<EventSubscriber> subscribers;
    private final JsonMapper json;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("events").daemon().factory());

    EventOutbox(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ObjectProvider<EventSubscriber> subscribers,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.subscribers = subscribers;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    void note(RecordWritten written) {
        if (subscribers.stream().noneMatch(each -> each.waitsFor(written.type()))) {
            return;
        }
        Pending pending = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(each -> each instanceof Pending mine && mine.outbox() == this)
                .map(Pending.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Pending first = new Pending(this, new ArrayList<>());
                    TransactionSynchronizationManager.registerSynchronization(first);
                    return first;
                });
        Actor actor = CurrentActor.get();
        pending.lines()
                .add(new Line(
                        pending.lines().size(),
                        UUID.randomUUID(),
                        written.type(),
                        written.id(),
                        written.kind(),
                        written.changes(),
                        actor.isSystem() ? null : actor.id(),
                        Causes.now()));
    }

    /** A row, named as its columns are. */
    private record Line(
            int place,
            UUID id,
            String record_type,
            UUID record_id,
            History.Kind kind,
            List<History.FieldChange> changes,
            @Nullable UUID user_id,
            List<UUID> causes) {}

    /** What one transaction has to tell, written with one statement at its end. */
    private record Pending(EventOutbox outbox, List<Line> lines) implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            outbox.store(lines);
        }

        @Override
        public void afterCommit() {
            outbox.sweep();
        }
    }

    private void store(List<Line> lines) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into domain_event (id, record_type, record_id, kind, changes, user_id, causes, at, next_attempt_at)
                        select n.id, n.record_type, n.record_id, n.kind, n.changes, n.user_id,
                               array(select jsonb_array_elements_text(n.causes)::uuid), ?, ?
                        from jsonb_to_recordset(?::jsonb)
                            as n(place integer, id uuid, record_type text, record_id uuid, kind text, changes jsonb,
                                 user_id uuid, causes jsonb)
                        order by n.place
                        """).params(now, now, json.writeValueAsString(lines)).update();
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public void sweep() {
        worker.execute(TenantScope.capture(this::tellDue));
    }

    /** Tells what is due in the current tenant. */
    void tellDue() {
        boolean more = true;
        while (more) {
            more = tellOne();
        }
    }

    private boolean tellOne() {
        List<RecordEvent> claimed = new ArrayList<>();
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> {
                claimed.addAll(claim());
                claimed.forEach(event -> {
                    subscribers.stream()
                            .filter(each -> each.waitsFor(event.type()))
                            .forEach(each -> each.receive(event));
                    jdbc.sql("delete from domain_event where id = ?")
                            .param(event.id())
                            .update();
                });
                return !claimed.isEmpty();
            }));
        } catch (RuntimeException e) {
            if (claimed.isEmpty()) {
                throw e;
            }
            LOG.warn("Event {} could not be told", claimed.getFirst().id(), e);
            transactions.executeWithoutResult(status -> postpone(claimed.getFirst(), e));
            return true;
        }
    }

    /** The first event that no other node tells now and before which its record has none; locked until it was told. */
    private List<RecordEvent> claim() {
        return jdbc.sql("""
                        select * from domain_event e
                        where next_attempt_at <= ? and attempts < ?
                          and not exists (select 1 from domain_event earlier
                                          where earlier.record_id = e.record_id and earlier.number < e.number
                                            and earlier.attempts < ?)
                        order by number limit 1 for update skip locked
                        """)
                .params(Timestamp.from(clock.instant()), MOST_ATTEMPTS, MOST_ATTEMPTS)
                .query(this::map)
                .list();
    }

    private void postpone(RecordEvent event, RuntimeException problem) {
        int attempts = jdbc.sql("select attempts from domain_event where id = ?")
                .param(event.id())
                .query(Integer.class)
                .optional()
                .orElse(0);
        Instant next = clock.instant().plus(Duration.ofSeconds(5L << Math.min(attempts, 10)));
        jdbc.sql("update domain_event set attempts = attempts + 1, next_attempt_at = ?, error = ? where id = ?")
                .params(Timestamp.from(next), String.valueOf(problem.getMessage()), event.id())
                .update();
    }

    private RecordEvent map(ResultSet row, int number) throws SQLException {
        return new RecordEvent(
                row.getObject("id", UUID.class),
                row.getString("record_type"),
                row.getObject("record_id", UUID.class),
                History.Kind.valueOf(row.getString("kind")),
                json.readValue(row.getString("changes"), new TypeReference<List<History.FieldChange>>() {}),
                row.getObject("user_id", UUID.class),
                List.of((UUID[]) row.getArray("causes").getArray()),
                row.getTimestamp("at").toInstant());
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
