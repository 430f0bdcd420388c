package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the acting user typed into forms and has not saved: it outlives session, browser and server. Each form of each
 * user has at most one.
 */
@Service
@Transactional
public class Drafts {
    /** Stands for the id of a record that isn't made yet. */
    private static final UUID NEW = new UUID(0, 0);

    private static final int LONGEST = 500_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final History history;
    private final FieldRights fields;
    private final Clock clock;

    Drafts(JdbcClient jdbc, JsonMapper json, History history, FieldRights fields, Clock clock) {
        this.fields = fields;
        this.jdbc = jdbc;
        // money has more digits than a double
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.history = history;
        this.clock = clock;
    }

    /**
     * Unsaved values.
     *
     * @param version of the record that they were typed upon
     * @param values by field key, in the fields' own Java types
     * @param base what these fields held before
     */
    public record Draft(
            int version, Map<String, @Nullable Object> values, Map<String, @Nullable Object> base, Instant savedAt) {}

    private record Entry(@Nullable Object value, @Nullable Object base) {}

    /** @param record null while it is new */
    public <E extends BaseRecord> void keep(
            RecordType<E> type,
            @Nullable UUID record,
            int version,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> base) {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        if (values.isEmpty()) {
            discard(type, record);
            return;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value, base.get(key))));
        String text = json.writeValueAsString(entries);
        if (text.length() > LONGEST) {
            // it could not be saved as a record either
            return;
        }
        jdbc.sql("""
                        insert into draft (user_id, record_type, record_id, version, entries, saved_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (user_id, record_type, record_id) do update
                        set version = excluded.version, entries = excluded.entries, saved_at = excluded.saved_at
                        """)
                .params(me(), type.key(), id(record), version, text, Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<Draft> find(RecordType<E> type, @Nullable UUID record) {
        return jdbc.sql(
                        "select version, entries, saved_at from draft where user_id = ? and record_type = ? and record_id = ?")
                .params(me(), type.key(), id(record))
                .query((row, number) -> read(
                        type,
                        row.getInt(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .optional();
    }

    public <E extends BaseRecord> void discard(RecordType<E> type, @Nullable UUID record) {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        jdbc.sql("delete from draft where user_id = ? and record_type = ? and record_id = ?")
                .params(me(), type.key(), id(record))
                .update();
    }

    private <E extends BaseRecord> Draft read(RecordType<E> type, int version, String text, Instant savedAt) {
        Map<String, Entry> entries = json.readValue(text, new TypeReference<LinkedHashMap<String, Entry>>() {});
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> base = new LinkedHashMap<>();
        RecordType<E> seen = fields.seen(type);
        // a field that the type has lost since, or the user the right to, is left out
        entries.forEach((key, entry) -> seen.field(key)
                .filter(Field::isWritable)
                .ifPresent(field -> {
                    values.put(key, history.typed(field, entry.value()));
                    base.put(key, history.typed(field, entry.base()));
                }));
        return new Draft(version, values, base, savedAt);
    }

    private static UUID me() {
        return CurrentActor.get().id();
    }

    private static UUID id(@Nullable UUID record) {
        return record == null ? NEW : record;
    }
}
