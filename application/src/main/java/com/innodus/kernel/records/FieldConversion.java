package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes another kind of field of one that the tenant made, with its values. */
@Component
@Transactional
public class FieldConversion {
    private static final int SLICE = 1_000;
    private static final int SHOWN = 5;

    private final JdbcClient jdbc;
    private final FieldDefinitions definitions;
    private final RecordTypes types;
    private final Checks checks;
    private final Derivations derivations;
    private final History history;
    private final JsonMapper json;
    private final Clock clock;

    FieldConversion(
            JdbcClient jdbc,
            FieldDefinitions definitions,
            RecordTypes types,
            Checks checks,
            Derivations derivations,
            History history,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.types = types;
        this.checks = checks;
        this.derivations = derivations;
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What becomes of the values.
     *
     * @param kept how many of them have a meaning as the other kind
     * @param lost some that have none, as they were
     */
    public record Result(int values, int kept, List<Object> lost) {}

    private record Stored(UUID id, Object value) {}

    private record Changed(UUID id, @Nullable Object value) {}

    /** Counts only. */
    @Transactional(readOnly = true)
    public Result tryOut(UUID field, FieldType to, Function<Object, @Nullable Object> meaning) {
        return run(field, to, meaning, false);
    }

    /** Changes definition and values; what has no meaning is left in the history of its record. */
    public Result apply(UUID field, FieldType to, Function<Object, @Nullable Object> meaning) {
        return run(field, to, meaning, true);
    }

    private Result run(UUID id, FieldType to, Function<Object, @Nullable Object> meaning, boolean really) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "field");
        }
        FieldDefinition from = definitions.byId(id).orElseThrow(() -> new RecordNotFound("field", id));
        RecordType<?> type = types.require(from.recordType());
        Field<?> target = Field.of(from.as(id, from.key(), to));
        int values = 0;
        int kept = 0;
        List<Object> lost = new ArrayList<>();
        List<Stored> slice = slice(type, from, new UUID(0, 0));
        while (!slice.isEmpty()) {
            List<Changed> changed = new ArrayList<>();
            List<History.Note> notes = new ArrayList<>();
            for (Stored stored : slice) {
                Object value = clean(target, meaning.apply(stored.value()));
                values++;
                if (value != null) {
                    kept++;
                } else {
                    if (lost.size() < SHOWN) {
                        lost.add(stored.value());
                    }
                    notes.add(new History.Note(
                            stored.id(),
                            History.Kind.CHANGED,
                            List.of(new History.FieldChange(from.key(), stored.value(), null))));
                }
                changed.add(new Changed(stored.id(), JsonForm.write(to, value)));
            }
            if (really) {
                write(type, from, changed);
                history.noteAll(type, notes, WriteContext.SINGLE);
            }
            slice = slice.size() < SLICE
                    ? List.of()
                    : slice(type, from, slice.getLast().id());
        }
        if (really) {
            redefine(from, to);
            // what follows from the field, and what its records are found by
            derivations.later(type.key());
        }
        return new Result(values, kept, lost);
    }

    private List<Stored> slice(RecordType<?> type, FieldDefinition field, UUID after) {
        return jdbc.sql("select id, (extra -> ?)::text from " + type.rows()
                        + " r where id > ? and jsonb_exists(extra, ?) order by id limit " + SLICE)
                .params(field.key(), after, field.key())
                .query((row, number) -> {
                    Object value = JsonForm.readOrNothing(field.type(), json.readValue(row.getString(2), Object.class));
                    return new Stored(row.getObject(1, UUID.class), value == null ? "" : value);
                })
                .list();
    }

    private @Nullable Object clean(Field<?> target, @Nullable Object value) {
        List<Problem> problems = new ArrayList<>();
        Object clean = value == null ? null : checks.clean(target, value, problems);
        return problems.isEmpty() && JsonForm.write(target.type(), clean) != null ? clean : null;
    }

    private void write(RecordType<?> type, FieldDefinition field, List<Changed> changed) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        changed.forEach(each -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", each.id());
            row.put("value", each.value());
            rows.add(row);
        });
        jdbc.sql("""
                        update %s r set version = r.version + 1, changed_at = ?,
                            extra = case when n.value is null then r.extra - ?
                                else jsonb_set(r.extra, array[?], n.value) end
                        from jsonb_to_recordset(?::jsonb) as n(id uuid, value jsonb) where r.id = n.id
                        """.formatted(type.table()))
                .params(Timestamp.from(clock.instant()), field.key(), field.key(), json.writeValueAsString(rows))
                .update();
    }

    /** What the other kind can't be, such as unique, it is no longer. */
    private void redefine(FieldDefinition field, FieldType to) {
        jdbc.sql("""
                        update field_definition set kind = ?, detail = ?, no_twins = ?, searchable = ?,
                            start_value = null
                        where id = ?
                        """)
                .params(
                        FieldKinds.kind(to),
                        FieldKinds.detail(to),
                        field.unique() && Abilities.canBeUnique(to),
                        field.searchable() && Abilities.isSearchable(to),
                        field.id())
                .update();
        types.forget();
    }
}
