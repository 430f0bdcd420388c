package com.innodus.kernel.records.merge;

import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.Records.Mention;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which records were merged into which, with what it takes to part them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergeLog {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    MergeLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        // money has more digits than a double
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * A merge that stands.
     *
     * @param others with the titles that they had
     * @param changes to the record that stayed
     */
    record Merge(
            UUID id,
            String recordType,
            UUID kept,
            List<Mention> others,
            List<FieldChange> changes,
            MergedGuards.Change guard,
            UUID by) {}

    void note(Merge merge, Timestamp at) {
        jdbc.sql("""
                        insert into record_merge (id, record_type, kept_id, others, changes, guard, merged_by, merged_at)
                        values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)
                        """)
                .params(
                        merge.id(),
                        merge.recordType(),
                        merge.kept(),
                        json.writeValueAsString(merge.others()),
                        json.writeValueAsString(merge.changes()),
                        json.writeValueAsString(merge.guard()),
                        merge.by(),
                        at)
                .update();
        jdbc.sql(
                        "insert into record_stub (record_id, record_type, kept_id, merge_id) select unnest(?::uuid[]), ?, ?, ?")
                .params(
                        merge.others().stream().map(Mention::id).toArray(UUID[]::new),
                        merge.recordType(),
                        merge.kept(),
                        merge.id())
                .update();
    }

    Optional<Merge> find(UUID id) {
        return read(id, "");
    }

    /** The same, held until the end of the transaction, so that it is taken back once only. */
    Optional<Merge> hold(UUID id) {
        return read(id, " for update");
    }

    private Optional<Merge> read(UUID id, String lock) {
        return jdbc.sql("""
                        select id, record_type, kept_id, others::text, changes::text, guard::text, merged_by
                        from record_merge where id = ? and taken_back_at is null
                        """ + lock)
                .param(id)
                .query((row, number) -> new Merge(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        json.readValue(row.getString(4), new TypeReference<List<Mention>>() {}),
                        json.readValue(row.getString(5), new TypeReference<List<FieldChange>>() {}),
                        json.readValue(row.getString(6), MergedGuards.Change.class),
                        row.getObject(7, UUID.class)))
                .optional();
    }

    /** The records of the merge are no part of another any more. */
    void takeBack(UUID id, Timestamp at) {
        jdbc.sql("update record_merge set taken_back_at = ? where id = ?")
                .params(at, id)
                .update();
        jdbc.sql("delete from record_stub where merge_id = ?").param(id).update();
    }

    /** Where a record went in the end, over several merges. */
    Optional<UUID> into(String recordType, UUID id) {
        return jdbc.sql("""
                        with recursive way (record_id, step) as (
                            select s.kept_id, 1 from record_stub s where s.record_id = ? and s.record_type = ?
                            union all
                            select s.kept_id, w.step + 1 from way w join record_stub s on s.record_id = w.record_id
                            where w.step < 100)
                        select record_id from way order by step desc limit 1
                        """).params(id, recordType).query(UUID.class).optional();
    }
}
