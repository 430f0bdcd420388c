package com.innodus.kernel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Where the users of the current tenant are logged in. A session that is ended here is refused within seconds. */
@Service
@Transactional
public class Sessions {
    /** However busy, a session ends after this time (ASVS 7.3.2). */
    static final Duration LONGEST = Duration.ofHours(24);

    /** What the server's own sessions live without a request, server.servlet.session.timeout. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final int LONGEST_AGENT = 300;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TenantCache<UUID, Optional<Actor>> open = new TenantCache<>(Duration.ofSeconds(5));

    Sessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One log-in that hasn't ended. */
    public record Session(UUID id, Instant since, Instant lastSeen, String address, String agent) {}

    public UUID begin(UUID user, String address, String agent) {
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql(
                        "insert into user_session (id, user_id, created_at, last_seen_at, address, agent) values (?, ?, ?, ?, ?, ?)")
                .params(id, user, now, now, address, agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)))
                .update();
        return id;
    }

    /** Who acts in the session, as the user is now; empty when it is over or its user isn't active. Notes that it is in use. */
    public Optional<Actor> actorIn(UUID id) {
        return open.get(id, this::touch);
    }

    private Optional<Actor> touch(UUID id) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update user_session s set last_seen_at = ? from app_user u, role r
                        where s.id = ? and s.ended_at is null and s.created_at > ?
                          and u.id = s.user_id and u.state = 'ACTIVE' and r.id = u.role_id
                        returning u.id, u.name, u.email, r.key, u.locale
                        """)
                .params(Timestamp.from(now), id, Timestamp.from(now.minus(LONGEST)))
                .query((row, number) -> new Actor(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Locale.of(row.getString(5))))
                .optional();
    }

    @TransactionalEventListener(fallbackExecution = true)
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void seeUsersAnew(Users.UserChanged change) {
        open.clear();
    }

    public void end(UUID id) {
        jdbc.sql("update user_session set ended_at = ? where id = ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        open.clear();
    }

    /** Logs the user out everywhere. */
    public void endAll(UUID user) {
        jdbc.sql("update user_session set ended_at = ? where user_id = ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), user)
                .update();
        open.clear();
    }

    /** Ends one session of a user; nothing happens when it is somebody else's. */
    public void end(UUID user, UUID id) {
        jdbc.sql("update user_session set ended_at = ? where id = ? and user_id = ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), id, user)
                .update();
        open.clear();
    }

    /** Logs the user out everywhere but here. */
    public void endOthers(UUID user, UUID here) {
        jdbc.sql("update user_session set ended_at = ? where user_id = ? and id <> ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), user, here)
                .update();
        open.clear();
    }

    /** Sessions of a user that are open and were used lately, last used first. */
    @Transactional(readOnly = true)
    public List<Session> of(UUID user) {
        return jdbc.sql("""
                        select id, created_at, last_seen_at, address, agent from user_session
                        where user_id = ? and ended_at is null and created_at > ? and last_seen_at > ? order by last_seen_at desc
                        """)
                .params(
                        user,
                        Timestamp.from(clock.instant().minus(LONGEST)),
                        Timestamp.from(clock.instant().minus(IDLE)))
                .query((row, number) -> new Session(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
