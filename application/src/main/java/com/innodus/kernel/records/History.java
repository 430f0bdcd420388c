package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened to each record: who changed which field from what to what. Written in the transaction of the change.
 * Readers get nothing of fields that they may not read, not even that they changed.
 */
@Component
@Transactional
public class History {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final FieldRights fields;
    private final Clock clock;

    History(JdbcClient jdbc, JsonMapper json, FieldRights fields, Clock clock) {
        this.fields = fields;
        this.jdbc = jdbc;
        // money has more digits than a double
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.clock = clock;
    }

    public enum Kind {
        CREATED,
        CHANGED,
        DELETED,
        RESTORED,
        FILE_ADDED,
        FILE_REMOVED,
        MERGED,
        PARTED
    }

    /** A place in what happened to a record, for reading on from there. */
    public record Position(Instant at, UUID id) {}

    /** A file as the history remembers it. */
    public record FileTrace(UUID id, String name) {}

    /** Values as they were before and after; JSON forms when read back. */
    public record FieldChange(
            String field, @Nullable Object before, @Nullable Object after) {}

    /** One entry of a record's history. */
    public record Entry(
            UUID id,
            String recordType,
            UUID recordId,
            Kind kind,
            List<FieldChange> changes,
            @Nullable UUID user,
            Instant at) {
        Entry without(Set<String> hidden) {
            return new Entry(
                    id,
                    recordType,
                    recordId,
                    kind,
                    changes.stream()
                            .filter(change -> !hidden.contains(change.field()))
                            .toList(),
                    user,
                    at);
        }
    }

    /** One line of {@link #noteAll}. */
    record Note(UUID record, Kind kind, List<FieldChange> changes) {}

    /** Notes many changes with one statement. */
    void noteAll(RecordType<?> type, List<Note> notes, WriteContext context) {
        if (notes.isEmpty()) {
            return;
        }
        UUID user = CurrentActor.get().isSystem() ? null : CurrentActor.get().id();
        jdbc.sql("""
                        insert into record_change (id, record_type, record_id, kind, changes, batch_id, user_id, at)
                        select n.id, ?, n.record_id, n.kind, n.changes, ?::uuid, ?::uuid, ?
                        from jsonb_to_recordset(?::jsonb) as n(id uuid, record_id uuid, kind text, changes jsonb)
                        """)
                .param(type.key())
                .param(context.batch())
                .param(user)
                .param(Timestamp.from(clock.instant()))
                .param(json.writeValueAsString(notes.stream()
                        .map(note -> Map.of(
                                "id", UUID.randomUUID(),
                                "record_id", note.record(),
                                "kind", note.kind(),
                                "changes", note.changes()))
                        .toList()))
                .update();
    }

    void note(RecordType<?> type, UUID record, Kind kind, List<FieldChange> changes, WriteContext context) {
        note(UUID.randomUUID(), type, record, kind, changes, context);
    }

    private void note(
            UUID id, RecordType<?> type, UUID record, Kind kind, List<FieldChange> changes, WriteContext context) {
        UUID user = CurrentActor.get().isSystem() ? null : CurrentActor.get().id();
        jdbc.sql("""
                        insert into record_change (id, record_type, record_id, kind, changes, batch_id, user_id, at)
                        values (?, ?, ?, ?, ?::jsonb, ?::uuid, ?::uuid, ?)
                        """)
                .param(id)
                .param(type.key())
                .param(record)
                .param(kind.name())
                .param(json.writeValueAsString(changes))
                .param(context.batch())
                .param(user)
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Newest first. The caller has asked the gate for the record. */
    @Transactional(readOnly = true)
    public List<Entry> of(RecordType<?> type, UUID record, int limit) {
        return readable(
                type,
                "where record_type = ? and record_id = ?",
                " order by at desc, id limit " + limit,
                type.key(),
                record);
    }

    /** Newest first, older than {@code before}. The caller has asked the gate for the record. */
    @Transactional(readOnly = true)
    public List<Entry> of(
            RecordType<?> type, UUID record, @Nullable Position before, Collection<Kind> kinds, int limit) {
        String[] names = kinds.stream().map(Kind::name).toArray(String[]::new);
        String order = " order by at desc, id desc limit " + limit;
        String where = "where record_type = ? and record_id = ? and kind = any(?)";
        return before == null
                ? readable(type, where, order, type.key(), record, names)
                : readable(
                        type,
                        where + " and (at, id) < (?, ?)",
                        order,
                        type.key(),
                        record,
                        names,
                        Timestamp.from(before.at()),
                        before.id());
    }

    /** One entry of a record's history. The caller has asked the gate for the record. */
    @Transactional(readOnly = true)
    public Optional<Entry> find(RecordType<?> type, UUID record, UUID entry) {
        return readable(type, "where id = ? and record_type = ? and record_id = ?", "", entry, type.key(), record)
                .stream()
                .findFirst();
    }

    /** Notes that a file came or went; the caller has asked the gate for the record. */
    public void noteFile(RecordType<?> type, UUID record, Kind kind, FileTrace file) {
        boolean added = kind == Kind.FILE_ADDED;
        FieldChange change = new FieldChange("", added ? null : file, added ? file : null);
        note(type, record, kind, List.of(change), WriteContext.SINGLE);
    }

    /** The file of an entry that is about one. */
    public FileTrace file(Entry entry) {
        FieldChange change = entry.changes().getFirst();
        return json.convertValue(change.after() == null ? change.before() : change.after(), FileTrace.class);
    }

    /** Notes which records became part of this one, or left it again. */
    public void noteMerge(RecordType<?> type, UUID record, UUID entry, Kind kind, List<Records.Mention> others) {
        boolean merged = kind == Kind.MERGED;
        FieldChange change = new FieldChange("", merged ? null : others, merged ? others : null);
        note(entry, type, record, kind, List.of(change), WriteContext.SINGLE);
    }

    /** The records of an entry that is about a merge. */
    public List<Records.Mention> merged(Entry entry) {
        FieldChange change = entry.changes().getFirst();
        return json.convertValue(
                change.after() == null ? change.before() : change.after(),
                new TypeReference<List<Records.Mention>>() {});
    }

    /** What one bulk action or import did, newest first. */
    @Transactional(readOnly = true)
    public List<Entry> ofBatch(UUID batch, int skip, int limit) {
        return read("where batch_id = ? order by at desc, id offset ? limit ?", batch, skip, limit);
    }

    /** Those of the records to which anything else happened than what the bulk action or import did. */
    @Transactional(readOnly = true)
    Set<UUID> touchedBesides(UUID batch, RecordType<?> type, List<UUID> records) {
        return jdbc.sql("""
                        select distinct record_id from record_change
                        where record_type = ? and record_id = any(?) and batch_id is distinct from ?
                        """)
                .params(type.key(), records.toArray(UUID[]::new), batch)
                .query(UUID.class)
                .set();
    }

    /** Those of the records that became part of another. */
    @Transactional(readOnly = true)
    Set<UUID> mergedAway(Collection<UUID> records) {
        return jdbc.sql("select record_id from record_stub where record_id = any(?)")
                .param(records.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    /** A value of {@link FieldChange} in the field's own Java type. */
    public @Nullable Object typed(Field<?> field, @Nullable Object stored) {
        try {
            return stored == null ? null : json.convertValue(stored, json.constructType(field.javaType()));
        } catch (JacksonException | IllegalArgumentException e) {
            // the tenant made another kind of field of it since
            return null;
        }
    }

    /** The entries without hidden fields; one that is about nothing else isn't there, nor does it count for the limit. */
    /** Whether the acting user sees anything of an entry; asks nothing of the database. */
    public boolean isSeen(RecordType<?> type, Entry entry) {
        Set<String> hidden = fields.hidden(type).stream().map(Field::key).collect(Collectors.toSet());
        return entry.kind() != Kind.CHANGED
                || entry.changes().stream().anyMatch(change -> !hidden.contains(change.field()));
    }

    private List<Entry> readable(RecordType<?> type, String where, String order, Object... parameters) {
        Set<String> hidden = fields.hidden(type).stream().map(Field::key).collect(Collectors.toSet());
        if (hidden.isEmpty()) {
            return read(where + order, parameters);
        }
        Object[] more = Arrays.copyOf(parameters, parameters.length + 1);
        more[parameters.length] = hidden.toArray(String[]::new);
        return read(where + """
                                 and (kind <> 'CHANGED' or exists (
                                    select 1 from jsonb_array_elements(changes) as c where not c ->> 'field' = any(?)))
                                """ + order, more).stream()
                .map(entry -> entry.without(hidden))
                .toList();
    }

    private List<Entry> read(String where, Object... parameters) {
        JdbcClient.StatementSpec statement = jdbc.sql(
                "select id, record_type, record_id, kind, changes::text, user_id, at from record_change " + where);
        for (Object parameter : parameters) {
            statement = statement.param(parameter);
        }
        return statement
                .query((row, number) -> new Entry(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        Kind.valueOf(row.getString(4)),
                        json.readValue(row.getString(5), new TypeReference<List<FieldChange>>() {}),
                        row.getObject(6, UUID.class),
                        row.getTimestamp(7).toInstant()))
                .list();
    }
}
