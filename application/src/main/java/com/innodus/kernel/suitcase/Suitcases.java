package com.innodus.kernel.suitcase;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Suitcases that owners asked for: packed in the background, kept for a week, handed to whoever asked and to nobody else.
 * Only owners may, because closed records are in them too.
 */
@Service
@Transactional
public class Suitcases {
    public static final Duration KEPT = Duration.ofDays(7);

    /** Nobody packs it any more when nothing was heard for so long. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Suitcases(JdbcClient jdbc, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Where a suitcase stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** One suitcase. */
    public record Suitcase(UUID id, UUID requestedBy, State state, int steps, int stepsDone, long bytes, Instant at) {
        public Instant until() {
            return at.plus(KEPT);
        }
    }

    /** Somebody asked for one; published within the transaction. */
    record SuitcaseAsked(UUID id) {}

    public static boolean mayPack(Actor actor) {
        return actor.role().equals(Roles.OWNER) && !actor.isViewed();
    }

    /** Begins to pack; the acting user's older suitcases are gone. */
    public UUID ask() {
        demand();
        UUID me = CurrentActor.get().id();
        jdbc.sql("delete from suitcase where requested_by = ? and state <> 'RUNNING'")
                .param(me)
                .update();
        Optional<Suitcase> running = mine();
        if (running.isPresent()) {
            return running.get().id();
        }
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("insert into suitcase (id, requested_by, state, created_at, seen_at) values (?, ?, 'RUNNING', ?, ?)")
                .params(id, me, now, now)
                .update();
        audit.note("data.packed", "");
        events.publishEvent(new SuitcaseAsked(id));
        return id;
    }

    /** The acting user's latest. */
    @Transactional(readOnly = true)
    public Optional<Suitcase> mine() {
        demand();
        return jdbc.sql(
                        "select * from suitcase where requested_by = ? and created_at > ? order by created_at desc limit 1")
                .params(CurrentActor.get().id(), Timestamp.from(oldest()))
                .query(Suitcases::map)
                .optional();
    }

    /** Throws the acting user's suitcases away. */
    public void discard() {
        demand();
        jdbc.sql("delete from suitcase where requested_by = ?")
                .param(CurrentActor.get().id())
                .update();
    }

    /** One of the acting user's that is ready. */
    @Transactional(readOnly = true)
    public Optional<Suitcase> ready(UUID id) {
        return mine().filter(mine -> mine.id().equals(id) && mine.state() == State.DONE);
    }

    /** Notes that it is handed out. */
    void noteFetched() {
        audit.note("data.fetched", "");
    }

    /** Part by part, so that memory doesn't grow with it. */
    @Transactional(readOnly = true)
    public void copy(Suitcase suitcase, OutputStream target) {
        jdbc.sql("select content from suitcase_part where suitcase_id = ? order by number")
                .param(suitcase.id())
                .withFetchSize(1)
                .query(row -> {
                    Parts.write(target, row.getBytes(1));
                });
    }

    /** Another part is there; a transaction of its own, because the packing one only reads. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void append(UUID id, int number, byte[] content) {
        jdbc.sql("insert into suitcase_part (suitcase_id, number, content) values (?, ?, ?)")
                .params(id, number, content)
                .update();
        jdbc.sql("update suitcase set bytes = bytes + ?, seen_at = ? where id = ?")
                .params(content.length, Timestamp.from(clock.instant()), id)
                .update();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(UUID id, int done, int steps) {
        jdbc.sql("update suitcase set steps_done = ?, steps = ?, seen_at = ? where id = ?")
                .params(done, steps, Timestamp.from(clock.instant()), id)
                .update();
    }

    void end(UUID id, State state) {
        jdbc.sql("update suitcase set state = ? where id = ? and state = 'RUNNING'")
                .params(state.name(), id)
                .update();
        if (state == State.FAILED) {
            jdbc.sql("delete from suitcase_part where suitcase_id = ?")
                    .param(id)
                    .update();
        }
    }

    /** Forgets what nobody fetches any more, and gives up what nobody packs any more. */
    void tidy() {
        jdbc.sql("delete from suitcase where created_at <= ?")
                .param(Timestamp.from(oldest()))
                .update();
        jdbc.sql("select id from suitcase where state = 'RUNNING' and seen_at < ?")
                .param(Timestamp.from(clock.instant().minus(SILENCE)))
                .query(UUID.class)
                .list()
                .forEach(id -> end(id, State.FAILED));
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }

    private static void demand() {
        if (!mayPack(CurrentActor.get())) {
            throw new Forbidden(Operation.EXPORT, "everything");
        }
    }

    private static Suitcase map(ResultSet row, int number) throws SQLException {
        return new Suitcase(
                row.getObject("id", UUID.class),
                row.getObject("requested_by", UUID.class),
                State.valueOf(row.getString("state")),
                row.getInt("steps"),
                row.getInt("steps_done"),
                row.getLong("bytes"),
                row.getTimestamp("created_at").toInstant());
    }
}
