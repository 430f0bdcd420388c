package com.innodus.kernel.records.bulk;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.bulk.BulkRun.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Bulk actions on their way, kept in the database with how far they are, so that another server can go on with them. */
@Service
@Transactional
class BulkRuns {
    /** Longer than a slice ever takes. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final String EDIT = "EDIT";
    private static final String ASSIGN = "ASSIGN";
    private static final String DELETE = "DELETE";
    private static final String UNDO = "UNDO";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final History history;
    private final Clock clock;

    BulkRuns(JdbcClient jdbc, JsonMapper json, History history, Clock clock) {
        this.jdbc = jdbc;
        // money has more digits than a double
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.history = history;
        this.clock = clock;
    }

    /**
     * What was stored of an action.
     *
     * @param recordType null where an action is taken back
     * @param undoes the batch that is taken back
     * @param done how many of the records were seen to
     */
    record Stored(
            UUID id,
            UUID user,
            @Nullable String recordType,
            String kind,
            String values,
            List<UUID> records,
            @Nullable UUID undoes,
            int total,
            int done,
            Tally tally) {}

    /** Notes an action that this server is about to carry out. */
    void begin(BulkRun run, RecordType<?> type, List<UUID> records, BulkChange change) {
        switch (change) {
            case BulkChange.Edit(var values) -> insert(run, type.key(), EDIT, values, records, null);
            case BulkChange.Assign(var to) -> insert(run, type.key(), ASSIGN, to, records, null);
            case BulkChange.Delete() -> insert(run, type.key(), DELETE, Map.of(), records, null);
        }
    }

    void beginUndo(BulkRun run, UUID batch) {
        insert(run, null, UNDO, Map.of(), List.of(), batch);
    }

    private void insert(
            BulkRun run,
            @Nullable String type,
            String kind,
            Map<String, @Nullable Object> values,
            List<UUID> records,
            @Nullable UUID undoes) {
        jdbc.sql("""
                        insert into bulk_run (id, user_id, record_type, kind, field_values, records, undoes, total, lease_until)
                        values (?, ?, ?, ?, ?, ?, ?::uuid, ?, ?)
                        """)
                .params(Arrays.asList(
                        run.batch(),
                        CurrentActor.get().id(),
                        type,
                        kind,
                        json.writeValueAsString(values),
                        records.toArray(UUID[]::new),
                        undoes,
                        run.total(),
                        leased()))
                .update();
    }

    /** Notes a slice in the transaction that did it; false when another server goes on with the action. */
    boolean advance(UUID run, int from, int seen, Tally slice) {
        return jdbc.sql("""
                                update bulk_run set done = done + ?, changed = changed + ?, skipped = skipped + ?,
                                    refused = refused + ?, lease_until = ?
                                where id = ? and done = ?
                                """)
                        .params(seen, slice.changed(), slice.skipped(), slice.refused(), leased(), run, from)
                        .update()
                == 1;
    }

    /** Over, cancelled or failed: nobody goes on with it. */
    void end(UUID run) {
        jdbc.sql("delete from bulk_run where id = ?").param(run).update();
    }

    /** What a dead server has left behind. */
    @Transactional(readOnly = true)
    List<UUID> orphans() {
        return jdbc.sql("select id from bulk_run where lease_until < ? order by created_at")
                .param(now())
                .query(UUID.class)
                .list();
    }

    /** Takes over what a dead server has left behind, unless another was first. */
    Optional<Stored> takeOver(UUID run) {
        int taken = jdbc.sql("update bulk_run set lease_until = ? where id = ? and lease_until < ?")
                .params(leased(), run, now())
                .update();
        return taken == 0
                ? Optional.empty()
                : jdbc.sql("""
                                select id, user_id, record_type, kind, field_values, records, undoes, total, done, changed,
                                    skipped, refused
                                from bulk_run where id = ?
                                """).param(run).query(BulkRuns::map).optional();
    }

    /** What the action does; values of fields that the type has lost since are left out. */
    BulkChange change(RecordType<?> type, Stored stored) {
        Map<String, @Nullable Object> texts =
                json.readValue(stored.values(), new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((key, value) -> type.field(key)
                .filter(Field::isWritable)
                .ifPresent(field -> values.put(key, history.typed(field, value))));
        return switch (stored.kind()) {
            case EDIT -> new BulkChange.Edit(values);
            case ASSIGN -> new BulkChange.Assign(values);
            case DELETE -> new BulkChange.Delete();
            default -> throw new IllegalStateException(stored.kind());
        };
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp leased() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }

    private static Stored map(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("record_type"),
                row.getString("kind"),
                row.getString("field_values"),
                List.of((UUID[]) row.getArray("records").getArray()),
                row.getObject("undoes", UUID.class),
                row.getInt("total"),
                row.getInt("done"),
                new Tally(row.getInt("changed"), row.getInt("skipped"), row.getInt("refused"), null));
    }
}
