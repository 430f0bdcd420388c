package com.innodus.kernel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the users of the current tenant are logged in. A session that is ended here is refused within seconds. */
@Service
@Transactional
public class Sessions {
    private static final int LONGEST_AGENT = 300;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TenantCache<UUID, Boolean> open = new TenantCache<>(Duration.ofSeconds(5));

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

    /** Whether the session goes on: not ended, and its user still active. Notes that it is in use. */
    public boolean isOpen(UUID id) {
        return open.get(id, this::touch);
    }

    private boolean touch(UUID id) {
        return jdbc.sql("""
                                update user_session s set last_seen_at = ?
                                where s.id = ? and s.ended_at is null
                                  and exists (select 1 from app_user u where u.id = s.user_id and u.state = 'ACTIVE')
                                """).params(Timestamp.from(clock.instant()), id).update() == 1;
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

    /** Sessions of a user that are open and were used lately, last used first. */
    @Transactional(readOnly = true)
    public List<Session> of(UUID user) {
        return jdbc.sql("""
                        select id, created_at, last_seen_at, address, agent from user_session
                        where user_id = ? and ended_at is null and last_seen_at > ? order by last_seen_at desc
                        """)
                .params(user, Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query((row, number) -> new Session(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
