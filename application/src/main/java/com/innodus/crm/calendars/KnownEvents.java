package com.innodus.crm.calendars;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Events by the names that a calendar's file has for them: the file's own, or ours, when it came from here. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class KnownEvents {
    private final JdbcClient jdbc;
    private final Records records;
    private final RecordType<Event> events;

    KnownEvents(JdbcClient jdbc, Records records, RecordType<Event> events) {
        this.jdbc = jdbc;
        this.records = records;
        this.events = events;
    }

    private record Key(String uid, @Nullable Instant occurrence) {}

    private record Row(UUID id, Key key) {}

    /** Those that the acting user may change. */
    static final class Found {
        private final Map<Key, UUID> ids = new HashMap<>();
        private final Set<String> ours = new HashSet<>();

        /** @param occurrence of a series; null for the series or an event that is once */
        @Nullable UUID id(String uid, @Nullable Instant occurrence) {
            return ids.get(new Key(uid, occurrence));
        }

        /** When the occurrences of a series would have been that are events of their own. */
        List<Instant> occurrences(String uid) {
            List<Instant> all = new ArrayList<>();
            ids.keySet().forEach(key -> {
                if (key.uid().equals(uid) && key.occurrence() != null) {
                    all.add(key.occurrence());
                }
            });
            return all;
        }

        /** Whether it is an event that was made here and never had another name. */
        boolean isOurs(String uid) {
            return ours.contains(uid);
        }
    }

    /** @param host under which this tenant names its events */
    Found of(Collection<String> uids, String host) {
        List<Row> rows = new ArrayList<>(jdbc.sql("""
                        select id, uid, occurrence_at from event where uid = any(?) and deleted_at is null
                        order by created_at, id
                        """)
                .param(uids.toArray(String[]::new))
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        new Key(row.getString("uid"), moment(row.getTimestamp("occurrence_at")))))
                .list());
        Map<UUID, String> own = own(uids, host);
        UUID[] ids = own.keySet().toArray(UUID[]::new);
        if (ids.length > 0) {
            rows.addAll(jdbc.sql("""
                            select id, coalesce(series_id, id) as series, occurrence_at from event
                            where (id = any(?) or series_id = any(?)) and deleted_at is null
                            """)
                    .params(ids, ids)
                    .query((row, number) -> new Row(
                            row.getObject("id", UUID.class),
                            new Key(
                                    own.getOrDefault(row.getObject("series", UUID.class), ""),
                                    moment(row.getTimestamp("occurrence_at")))))
                    .list());
        }
        Set<UUID> editable =
                new HashSet<>(records.among(events, rows.stream().map(Row::id).toList(), Operation.EDIT));
        Found found = new Found();
        rows.stream().filter(row -> editable.contains(row.id())).forEach(row -> {
            found.ids.putIfAbsent(row.key(), row.id());
            if (own.containsValue(row.key().uid())) {
                found.ours.add(row.key().uid());
            }
        });
        return found;
    }

    private static Map<UUID, String> own(Collection<String> uids, String host) {
        Map<UUID, String> own = new HashMap<>();
        for (String uid : uids) {
            int at = uid.indexOf('@');
            if (at > 0 && uid.substring(at + 1).equalsIgnoreCase(host)) {
                try {
                    own.put(UUID.fromString(uid.substring(0, at)), uid);
                } catch (IllegalArgumentException e) {
                    // somebody else's name, who uses our host
                    continue;
                }
            }
        }
        return own;
    }

    private static @Nullable Instant moment(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
