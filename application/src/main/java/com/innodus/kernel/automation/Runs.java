package com.innodus.kernel.automation;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What set rules off and what became of it: the queue and the log in one table, each line once. */
@Service
@Transactional
public class Runs {
    /** Of a run that is about no record yet. */
    static final UUID NO_RECORD = new UUID(0, 0);

    private static final int MOST_ATTEMPTS = 6;
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final RecordTypes types;
    private final Records records;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    Runs(
            JdbcClient jdbc,
            RecordTypes types,
            Records records,
            ApplicationEventPublisher events,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.types = types;
        this.records = records;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** There is work; published within the transaction. */
    record Queued() {}

    public enum State {
        QUEUED,
        FIRED,
        /** A condition didn't hold, or there was another reason not to. */
        SKIPPED,
        FAILED
    }

    /**
     * A line of the log.
     *
     * @param title of the record; null when it is about none, or about one that the acting user may not read
     * @param reason key of the sentence that says why it didn't fire, null when it did
     */
    public record Line(
            UUID id,
            UUID record,
            @Nullable String title,
            int version,
            State state,
            @Nullable String reason,
            List<String> arguments,
            Instant queuedAt,
            @Nullable Instant doneAt) {}

    /** A run that is to be done now. */
    record Run(
            UUID id,
            UUID rule,
            int version,
            String recordType,
            UUID record,
            Map<String, String> payload,
            List<UUID> causes) {}

    /**
     * Sets a rule off for a record, unless it was for this occurrence.
     *
     * @param payload what a caller sent; empty for all else
     */
    void queue(Rule rule, UUID record, String occurrence, List<UUID> causes, Map<String, String> payload) {
        insert(rule, record, occurrence, causes, payload, State.QUEUED, null);
        events.publishEvent(new Queued());
    }

    /** Notes that a rule was not set off though it might have been. */
    void skip(Rule rule, UUID record, String occurrence, List<UUID> causes, String reason) {
        insert(rule, record, occurrence, causes, Map.of(), State.SKIPPED, reason);
    }

    private void insert(
            Rule rule,
            UUID record,
            String occurrence,
            List<UUID> causes,
            Map<String, String> payload,
            State state,
            @Nullable String reason) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into automation_run (id, rule_id, version, record_type, record_id, occurrence, state, reason,
                                                    payload, causes, next_attempt_at, queued_at, done_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                        on conflict (rule_id, version, record_id, occurrence) do nothing
                        """)
                .param(UUID.randomUUID())
                .param(rule.id())
                .param(rule.version())
                .param(rule.definition().recordType())
                .param(record)
                .param(rule.definition().once() ? "" : occurrence)
                .param(state.name())
                .param(reason)
                .param(payload.isEmpty() ? null : json.writeValueAsString(payload))
                .param(causes.toArray(UUID[]::new))
                .param(now)
                .param(now)
                .param(state == State.QUEUED ? null : now)
                .update();
    }

    /** The next run that no other node does now and before which its record has none; locked until the transaction's end. */
    Optional<Run> claim() {
        return jdbc.sql("""
                        select * from automation_run r
                        where state = 'QUEUED' and next_attempt_at <= ?
                          and (record_id = ? or not exists (
                              select 1 from automation_run earlier
                              where earlier.record_id = r.record_id and earlier.number < r.number
                                and earlier.state = 'QUEUED'))
                        order by number limit 1 for update skip locked
                        """)
                .params(Timestamp.from(clock.instant()), NO_RECORD)
                .query(this::run)
                .optional();
    }

    void end(UUID id, State state, @Nullable String reason, List<String> arguments) {
        jdbc.sql(
                        "update automation_run set state = ?, reason = ?, reason_arguments = ?::jsonb, done_at = ? where id = ?")
                .param(state.name())
                .param(reason)
                .param(json.writeValueAsString(arguments))
                .param(Timestamp.from(clock.instant()))
                .param(id)
                .update();
    }

    void postpone(UUID id, Instant until) {
        jdbc.sql("update automation_run set next_attempt_at = ? where id = ?")
                .params(Timestamp.from(until), id)
                .update();
    }

    /** Something broke that may work another time; after several tries the run has failed. */
    void tryLater(UUID id, String problem) {
        int attempts = jdbc.sql("update automation_run set attempts = attempts + 1 where id = ? returning attempts")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(MOST_ATTEMPTS);
        if (attempts >= MOST_ATTEMPTS) {
            end(id, State.FAILED, "automation.reason.error", List.of(problem));
        } else {
            postpone(id, clock.instant().plus(Duration.ofSeconds(10L << attempts)));
        }
    }

    /** Tries a failed run again. */
    public void retry(UUID id) {
        Rules.requireAdministrator();
        jdbc.sql("""
                        update automation_run
                        set state = 'QUEUED', reason = null, attempts = 0, next_attempt_at = ?, done_at = null
                        where id = ? and state = 'FAILED'
                        """).params(Timestamp.from(clock.instant()), id).update();
        events.publishEvent(new Queued());
    }

    /** What became of a rule lately, newest first. */
    @Transactional(readOnly = true)
    public List<Line> log(UUID rule, int skip, int limit) {
        Rules.requireAdministrator();
        List<Line> lines = jdbc.sql(
                        "select * from automation_run where rule_id = ? order by number desc offset ? limit ?")
                .params(rule, skip, limit)
                .query(this::line)
                .list();
        String type = lines.isEmpty()
                ? ""
                : jdbc.sql("select record_type from automation_rule where id = ?")
                        .param(rule)
                        .query(String.class)
                        .single();
        Set<UUID> ids = lines.stream().map(Line::record).collect(Collectors.toSet());
        Map<UUID, String> titles = new HashMap<>();
        types.byKey(type).ifPresent(known -> titles.putAll(titles(known, ids)));
        return lines.stream()
                .map(line -> new Line(
                        line.id(),
                        line.record(),
                        titles.get(line.record()),
                        line.version(),
                        line.state(),
                        line.reason(),
                        line.arguments(),
                        line.queuedAt(),
                        line.doneAt()))
                .toList();
    }

    private <E extends BaseRecord> Map<UUID, String> titles(RecordType<E> type, Set<UUID> ids) {
        return records.titles(type, ids);
    }

    /** How often each rule fired and failed in the time that is remembered. */
    public record Tally(long fired, long failed, @Nullable Instant last) {
        public static final Tally NONE = new Tally(0, 0, null);
    }

    @Transactional(readOnly = true)
    public Map<UUID, Tally> tallies() {
        Map<UUID, Tally> tallies = new HashMap<>();
        jdbc.sql("""
                        select rule_id, count(*) filter (where state = 'FIRED') as fired,
                               count(*) filter (where state = 'FAILED') as failed,
                               max(done_at) filter (where state = 'FIRED') as last
                        from automation_run group by rule_id
                        """)
                .query((row, number) -> tallies.put(
                        row.getObject("rule_id", UUID.class),
                        new Tally(row.getLong("fired"), row.getLong("failed"), instant(row.getTimestamp("last")))))
                .list();
        return tallies;
    }

    void forgetOld() {
        // what fires once for each record is remembered for ever
        jdbc.sql("delete from automation_run where done_at < ? and occurrence <> ''")
                .param(Timestamp.from(clock.instant().minus(REMEMBERED)))
                .update();
    }

    private Run run(ResultSet row, int number) throws SQLException {
        String payload = row.getString("payload");
        return new Run(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getInt("version"),
                row.getString("record_type"),
                row.getObject("record_id", UUID.class),
                payload == null ? Map.of() : json.readValue(payload, new TypeReference<Map<String, String>>() {}),
                List.of((UUID[]) row.getArray("causes").getArray()));
    }

    private Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("record_id", UUID.class),
                null,
                row.getInt("version"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                json.readValue(row.getString("reason_arguments"), new TypeReference<List<String>>() {}),
                row.getTimestamp("queued_at").toInstant(),
                instant(row.getTimestamp("done_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
