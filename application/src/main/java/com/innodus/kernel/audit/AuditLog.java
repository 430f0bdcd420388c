package com.innodus.kernel.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What {@link AuditTrail} wrote, for administrators; and how long it is kept. */
@Service
@Transactional
public class AuditLog {
    /** How many months entries can be kept; the first is what a new tenant has. */
    public static final List<Integer> MONTHS = List.of(24, 6, 12, 36, 60, 120);

    private static final String SETTING = "audit.months";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Witness witness;
    private final AuditTrail trail;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, JsonMapper json, Witness witness, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.witness = witness;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param viewer who looked through the actor's eyes; mostly null */
    public record Entry(
            UUID id,
            Instant at,
            @Nullable UUID actor,
            String actorName,
            @Nullable UUID viewer,
            @Nullable String address,
            String act,
            String subject,
            List<Change> changes) {}

    /**
     * What is looked for.
     *
     * @param area empty for all
     * @param words that the subject holds
     * @param to the first moment that is too late
     */
    public record Search(
            @Nullable UUID actor,
            String area,
            String words,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final Search ALL = new Search(null, "", "", null, null);

        public Search {
            // PostgreSQL takes no NUL
            area = area.replace("\0", "");
            words = words.replace("\0", "");
        }
    }

    /** Entries that are older than {@code after}, latest first; null for the latest of all. */
    @Transactional(readOnly = true)
    public List<Entry> find(Search search, @Nullable Entry after, int limit) {
        demandAdministrator();
        return jdbc.sql("""
                        select id, at, actor_id, actor, viewer_id, address, act, subject, changes::text from audit_entry
                        where (?::uuid is null or actor_id = ?::uuid or viewer_id = ?::uuid)
                          and (? = '' or area = ?)
                          and (? = '' or subject ilike ?)
                          and (?::timestamptz is null or at >= ?::timestamptz)
                          and (?::timestamptz is null or at < ?::timestamptz)
                          and (?::timestamptz is null or (at, id) < (?::timestamptz, ?::uuid))
                        order by at desc, id desc limit ?
                        """)
                .param(search.actor())
                .param(search.actor())
                .param(search.actor())
                .params(search.area(), search.area(), search.words(), pattern(search.words()))
                .param(timestamp(search.from()))
                .param(timestamp(search.from()))
                .param(timestamp(search.to()))
                .param(timestamp(search.to()))
                .param(timestamp(after == null ? null : after.at()))
                .param(timestamp(after == null ? null : after.at()))
                .param(after == null ? null : after.id())
                .param(limit)
                .query(this::map)
                .list();
    }

    /** The areas of which there are entries. */
    @Transactional(readOnly = true)
    public List<String> areas() {
        demandAdministrator();
        // jumps from one area to the next through the index
        return jdbc.sql("""
                        with recursive jump as (
                            (select area from audit_entry order by area limit 1)
                            union all
                            select (select e.area from audit_entry e where e.area > jump.area order by e.area limit 1)
                            from jump where jump.area is not null)
                        select area from jump where area is not null
                        """).query(String.class).list();
    }

    /** For how many months entries are kept. */
    @Transactional(readOnly = true)
    public int months() {
        return jdbc.sql("select value::text from setting where key = ?")
                .param(SETTING)
                .query(String.class)
                .optional()
                .map(Integer::valueOf)
                .orElse(MONTHS.getFirst());
    }

    /** Keeps entries for so many months from now on. */
    public void keepFor(int months) {
        demandAdministrator();
        if (!MONTHS.contains(months)) {
            throw new IllegalArgumentException("Not offered: " + months);
        }
        int before = months();
        jdbc.sql("""
                        insert into setting (key, value) values (?, ?::jsonb)
                        on conflict (key) do update set value = excluded.value
                        """).params(SETTING, Integer.toString(months)).update();
        if (before != months) {
            trail.note(
                    "audit.kept", "", new Change("#audit.months", Integer.toString(before), Integer.toString(months)));
        }
    }

    /** Deletes what is older than it is kept; returns how many entries. */
    public int forgetOld() {
        Instant oldest =
                clock.instant().atZone(ZoneOffset.UTC).minusMonths(months()).toInstant();
        return jdbc.sql("delete from audit_entry where at < ?")
                .param(Timestamp.from(oldest))
                .update();
    }

    private void demandAdministrator() {
        Who who = witness.who();
        if (!who.isAdministrator() || who.viewer() != null) {
            throw new AccessDeniedException("The audit log is for administrators");
        }
    }

    private static String pattern(String words) {
        return "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private Entry map(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject(1, UUID.class),
                row.getTimestamp(2).toInstant(),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Arrays.asList(json.readValue(row.getString(9), Change[].class)));
    }
}
