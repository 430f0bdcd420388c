package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.text.Folding;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a person unknown (GDPR art. 17): empties the personal fields of their record, deletes what hangs on it, and takes
 * what identifies them out of every other text of the tenant. The record itself stays, so that what refers to it stays
 * whole. There is no way back.
 */
@Service
@Transactional
public class Erasure {
    /** What stands where somebody was named. */
    private static final String GONE = "…";

    /** Shorter names would take half of other words with them. */
    private static final int SHORTEST_NAME = 6;

    private static final int SHORTEST_POINT = 5;

    /** Tables whose rows hang on a record and are nothing without it. */
    private static final List<String> HANGING = List.of(
            "record_comment",
            "record_mail",
            "attachment",
            "draft",
            "notification",
            "external_id",
            "record_guard",
            "webhook_delivery");

    /** What tells of staff and of the house, not of the people in the records. */
    private static final Set<String> UNTOUCHED =
            Set.of("app_user", "flyway_schema_history", "file_content", "asset", "brand_revision");

    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}\\s]");

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Writes writes;
    private final RecordTypes types;
    private final Access access;
    private final LegalHolds holds;
    private final AuditTrail audit;
    private final JsonMapper json;

    Erasure(
            JdbcClient jdbc,
            EntityManager entities,
            Writes writes,
            RecordTypes types,
            Access access,
            LegalHolds holds,
            AuditTrail audit,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.writes = writes;
        this.types = types;
        this.access = access;
        this.holds = holds;
        this.audit = audit;
        this.json = json;
    }

    /**
     * What erasing would do.
     *
     * @param emptied keys of the fields that lose their value
     * @param kept keys of the fields that have one and keep it, because they are not marked as personal
     * @param elsewhere other records, comments and entries that name the person
     */
    public record Preview(
            List<String> emptied,
            List<String> kept,
            long comments,
            long mails,
            long files,
            long changes,
            long elsewhere) {}

    /** Whether the acting user may make people of this type unknown, and the type is about people at all. */
    @Transactional(readOnly = true)
    public boolean mayErase(RecordType<?> type) {
        return access.has(SpecialRight.ERASE)
                && types.seen(type).fields().stream().anyMatch(Field::isPersonalData);
    }

    /** What erasing would do to this record. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Preview preview(RecordType<E> declared, UUID id) {
        RecordType<E> type = types.seen(declared);
        E record = require(type, id);
        Set<String> names = identifying(type, record);
        List<String> emptied = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Field<E> field : type.fields()) {
            if (isPresent(field.get(record))) {
                (isEmptied(field) ? emptied : kept).add(field.key());
            }
        }
        Preview preview = new Preview(
                emptied,
                kept,
                hanging("record_comment", type, id),
                hanging("record_mail", type, id),
                hanging("attachment", type, id),
                hanging("record_change", type, id),
                elsewhere(type, id, names));
        entities.clear();
        return preview;
    }

    /**
     * Does it.
     *
     * @throws InvalidRecord when the record must be kept by law
     */
    public <E extends BaseRecord> void erase(RecordType<E> declared, UUID id) {
        RecordType<E> type = types.seen(declared);
        E record = require(type, id);
        if (holds.among(type, List.of(id)).contains(id)) {
            throw new InvalidRecord(List.of(Problem.of("", "privacy.held")));
        }
        Set<String> names = identifying(type, record);
        empty(type, record);
        writes.finish(type, record);
        entities.flush();
        entities.clear();
        List<String> files =
                jdbc.sql("""
                        select h from attachment a cross join lateral (values (a.content_hash), (a.small_hash)) as v (h)
                        where a.record_type = ? and a.record_id = ? and h is not null
                        """).params(type.key(), id).query(String.class).list();
        // what waits to be sent, as well
        jdbc.sql("""
                        delete from mail_outbox o where o.id in
                          (select m.id from record_mail m where m.record_type = ? and m.record_id = ?)
                        """).params(type.key(), id).update();
        HANGING.forEach(table -> jdbc.sql("delete from " + table + " where record_type = ? and record_id = ?")
                .params(type.key(), id)
                .update());
        jdbc.sql("""
                        delete from file_content c where c.hash = any(?)
                          and not exists (select 1 from attachment a where a.content_hash = c.hash)
                          and not exists (select 1 from attachment a where a.small_hash = c.hash)
                          and not exists (select 1 from import_job j where j.content_hash = c.hash)
                        """).param(files.toArray(String[]::new)).update();
        forgetChanges(type, id);
        long named = takeOut(names);
        audit.note(
                "privacy.erased",
                "#type." + type.key() + "|" + id,
                Change.fact("#audit.files", files.size()),
                Change.fact("#audit.named", named));
    }

    private <E extends BaseRecord> E require(RecordType<E> type, UUID id) {
        if (!mayErase(type)) {
            throw new Forbidden(Operation.DELETE, type.key());
        }
        return writes.attached(type, id, Operation.EDIT).orElseThrow(() -> new RecordNotFound(type.key(), id));
    }

    /** All files of the record go, so fields that hold one must not point at it. */
    private static boolean isEmptied(Field<?> field) {
        return field.isPersonalData() || Abilities.isFile(field.type());
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null
                && !Boolean.FALSE.equals(value)
                && !(value instanceof Collection<?> several && several.isEmpty());
    }

    private <E extends BaseRecord> void empty(RecordType<E> type, E record) {
        String nobody = Texts.text(CurrentActor.get().locale(), "privacy.nobody");
        for (Field<E> field : type.fields()) {
            if (!isEmptied(field) || !isPresent(field.get(record)) || !field.isWritable()) {
                continue;
            }
            boolean named = field.isTitle() || field.isRequired() && field.type() instanceof FieldType.Text;
            if (named) {
                // unique fields of two such people must not be the same
                field.set(record, field.isUnique() ? nobody + " " + record.getId() : nobody);
            } else {
                field.set(record, field.get(record) instanceof Collection<?> ? List.of() : null);
            }
        }
    }

    /** What nobody else is called: full names, addresses and numbers, as they are and as they were. */
    private <E extends BaseRecord> Set<String> identifying(RecordType<E> type, E record) {
        Set<String> names = new LinkedHashSet<>();
        if (type.titleFields().stream().anyMatch(Field::isPersonalData)
                && record.getTitle().length() >= SHORTEST_NAME) {
            names.add(record.getTitle());
        }
        Set<String> keys = type.fields().stream()
                .filter(field -> field.isPersonalData() && isIdentifying(field.type()))
                .map(Field::key)
                .collect(Collectors.toSet());
        for (Field<E> field : type.fields()) {
            if (keys.contains(field.key()) && isPresent(field.get(record))) {
                collect(json.valueToTree(field.get(record)), names);
            }
        }
        jdbc.sql("select changes::text from record_change where record_type = ? and record_id = ?")
                .params(type.key(), record.getId())
                .query(String.class)
                .list()
                .forEach(changes -> json.readTree(changes).forEach(change -> {
                    if (keys.contains(change.path("field").asString(""))) {
                        collect(change.path("before"), names);
                        collect(change.path("after"), names);
                    }
                }));
        names.removeIf(name -> name.length() < SHORTEST_POINT);
        return names;
    }

    private static boolean isIdentifying(FieldType type) {
        return type instanceof FieldType.Emails
                || type instanceof FieldType.Phones
                || type instanceof FieldType.TaxNumber
                || type instanceof FieldType.Iban;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.isObject()) {
            // of a way to reach somebody, its kind says nothing
            collect(node.path("value"), into);
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, into));
        } else if (node.isString()) {
            into.add(node.asString());
        }
    }

    private long hanging(String table, RecordType<?> type, UUID id) {
        return jdbc.sql("select count(*) from " + table + " where record_type = ? and record_id = ?")
                .params(type.key(), id)
                .query(Long.class)
                .single();
    }

    /** The values of before and after are the person as much as those of today. */
    private void forgetChanges(RecordType<?> type, UUID id) {
        jdbc.sql("""
                        delete from record_change
                        where record_type = ? and record_id = ? and kind in ('FILE_ADDED', 'FILE_REMOVED')
                        """).params(type.key(), id).update();
        jdbc.sql("update record_change set changes = '[]' where record_type = ? and record_id = ?")
                .params(type.key(), id)
                .update();
    }

    private record Column(String table, String name, boolean isJson) {
        String asText() {
            return '"' + name + '"' + "::text";
        }
    }

    private List<Column> columns() {
        return jdbc
                .sql("""
                        select c.relname, a.attname, t.typname = 'jsonb' from pg_catalog.pg_class c
                        join pg_catalog.pg_attribute a on a.attrelid = c.oid
                        join pg_catalog.pg_type t on t.oid = a.atttypid
                        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          and t.typname in ('text', 'citext', 'varchar', 'jsonb')
                        order by c.relname, a.attnum
                        """)
                .query((row, number) -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list()
                .stream()
                .filter(column -> !UNTOUCHED.contains(column.table()))
                .toList();
    }

    private long elsewhere(RecordType<?> type, UUID id, Set<String> names) {
        if (names.isEmpty()) {
            return 0;
        }
        String wanted = pattern(names);
        long found = 0;
        Map<String, List<Column>> byTable = columns().stream().collect(Collectors.groupingBy(Column::table));
        for (Map.Entry<String, List<Column>> table : byTable.entrySet()) {
            String where = table.getValue().stream()
                    .map(column -> column.asText() + " ~* ?")
                    .collect(Collectors.joining(" or ", "(", ")"));
            List<Object> arguments = new ArrayList<>();
            table.getValue().forEach(column -> arguments.add(wanted));
            if (table.getKey().equals(type.table())) {
                where += " and id <> ?";
                arguments.add(id);
            } else if (table.getKey().equals("record_change") || HANGING.contains(table.getKey())) {
                where += " and record_id is distinct from ?";
                arguments.add(id);
            }
            found += jdbc.sql("select count(*) from \"" + table.getKey() + "\" where " + where)
                    .params(arguments)
                    .query(Long.class)
                    .single();
        }
        return found;
    }

    /** Takes names out of every text that there is, also of modules that this one doesn't know. */
    private long takeOut(Set<String> names) {
        if (names.isEmpty()) {
            return 0;
        }
        String wanted = pattern(names);
        long touched = 0;
        for (Column column : columns()) {
            String cleaned = "regexp_replace(" + column.asText() + ", ?, ?, 'gi')";
            touched += jdbc.sql("update \"" + column.table() + "\" set \"" + column.name() + "\" = "
                            + (column.isJson() ? cleaned + "::jsonb" : cleaned) + " where " + column.asText()
                            + " ~* ?")
                    .params(wanted, GONE, wanted)
                    .update();
        }
        return touched;
    }

    /** As typed, as stored for searching, and as JSON writes it; longest first, so that none is left in part. */
    private String pattern(Set<String> names) {
        return names.stream()
                .flatMap(name -> {
                    String quoted = json.writeValueAsString(name);
                    return Stream.of(name, Folding.fold(name), quoted.substring(1, quoted.length() - 1));
                })
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .map(Erasure::literal)
                .collect(Collectors.joining("|"));
    }

    /** PostgreSQL takes a backslash before any sign that is no letter or digit for the sign itself. */
    private static String literal(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
