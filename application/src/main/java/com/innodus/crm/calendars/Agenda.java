package com.innodus.crm.calendars;

import com.innodus.crm.calendars.Times.Occurrence;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is when: the occurrences of events in a window of time, and when people are busy. */
@Service
@Transactional(readOnly = true)
public class Agenda {
    /** Records in a window; the rest is found by choosing fewer people or kinds. */
    public static final int MOST = 1_500;

    private final Records records;
    private final RecordType<Event> events;
    private final Access access;
    private final JdbcClient jdbc;

    Agenda(Records records, RecordType<Event> events, Access access, JdbcClient jdbc) {
        this.records = records;
        this.events = events;
        this.access = access;
        this.jdbc = jdbc;
    }

    /** An event at one of its times. */
    public record Entry(Event event, Times times, Occurrence occurrence) {
        public boolean isOfSeries() {
            return times.repetition() != null;
        }
    }

    /** Somebody has something to do then; what, is nobody else's business. */
    public record Busy(UUID user, Instant start, Instant end, boolean allDay) {}

    /**
     * What the acting user may read between two moments, in the order of time.
     *
     * @param which more conditions on the events
     */
    public List<Entry> between(Instant from, Instant to, Filter which) {
        Query query = new Query(which, "", List.of(new Query.Sort("startsAt", true))).with(window(from, to));
        List<Entry> entries = new ArrayList<>();
        for (Event event : records.page(events, query, null, 0, MOST)) {
            Times times = Times.of(event);
            times.between(from, to).forEach(occurrence -> entries.add(new Entry(event, times, occurrence)));
        }
        entries.sort(Comparator.comparing(entry -> entry.occurrence().start()));
        return entries;
    }

    /** Whole days, as filters count them; with a day more on both sides for zones far away. */
    private static Filter window(Instant from, Instant to) {
        return new Filter.And(List.of(
                Filter.test(
                        "startsAt",
                        Operator.LESS,
                        to.atZone(Times.HOME).toLocalDate().plusDays(2).toString()),
                Filter.test(
                        "lastAt",
                        Operator.AT_LEAST,
                        from.atZone(Times.HOME).toLocalDate().minusDays(1).toString())));
    }

    /** Events that these people organise or take part in; all for nobody. */
    public static Filter of(Collection<UUID> people) {
        if (people.isEmpty()) {
            return Filter.NONE;
        }
        List<String> ids = people.stream().map(UUID::toString).toList();
        return new Filter.Or(
                List.of(new Filter.Test("owner", Operator.IN, ids), new Filter.Test("users", Operator.IN, ids)));
    }

    /**
     * When people are busy between two moments, also with what the acting user may not read: their times, and nothing else.
     * What is closed to all but named people leaves no trace here either.
     *
     * @param except events that don't count, such as those that are shown anyway
     */
    public List<Busy> busy(Collection<UUID> people, Instant from, Instant to, Collection<UUID> except) {
        if (people.isEmpty() || !access.may("event", Operation.READ)) {
            return List.of();
        }
        List<Busy> busy = new ArrayList<>();
        for (Block block : blocks(people, from, to, except)) {
            for (Occurrence occurrence : block.times().between(from, to)) {
                block.people().stream()
                        .filter(people::contains)
                        .forEach(user -> busy.add(new Busy(
                                user,
                                occurrence.start(),
                                occurrence.end(),
                                block.times().allDay())));
            }
        }
        return busy;
    }

    private record Block(List<UUID> people, Times times) {}

    private List<Block> blocks(Collection<UUID> people, Instant from, Instant to, Collection<UUID> except) {
        UUID[] users = people.toArray(UUID[]::new);
        return jdbc.sql("""
                        select owner_id, users, array(select i.user_id from event_invitation i
                                where i.event_id = e.id and i.state = 'DECLINED' and i.user_id is not null) as declined,
                            starts_at, ends_at, all_day, time_zone, repetition, exceptions from event e
                        where deleted_at is null and starts_at < ? and last_at > ? and (owner_id = any(?) or users && ?)
                            and not id = any(?) and not exists (select 1 from record_guard g where g.record_id = e.id)
                        order by starts_at limit ?
                        """)
                .params(
                        Timestamp.from(to.plusSeconds(86_400)),
                        Timestamp.from(from.minusSeconds(86_400)),
                        users,
                        users,
                        except.toArray(UUID[]::new),
                        MOST)
                .query(Agenda::block)
                .list();
    }

    private static Block block(ResultSet row, int number) throws SQLException {
        List<UUID> people =
                new ArrayList<>(List.of((UUID[]) row.getArray("users").getArray()));
        people.removeAll(List.of((UUID[]) row.getArray("declined").getArray()));
        UUID owner = row.getObject("owner_id", UUID.class);
        if (owner != null && !people.contains(owner)) {
            people.add(owner);
        }
        Instant start = row.getTimestamp("starts_at").toInstant();
        @Nullable Timestamp end = row.getTimestamp("ends_at");
        return new Block(
                people,
                Times.of(
                        Times.zone(row.getString("time_zone")),
                        start,
                        end == null ? start : end.toInstant(),
                        row.getBoolean("all_day"),
                        row.getString("repetition"),
                        row.getString("exceptions")));
    }
}
