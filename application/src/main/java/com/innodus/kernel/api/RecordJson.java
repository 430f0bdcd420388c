package com.innodus.kernel.api;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.StoredFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whole records as JSON, in both directions. */
@Component
class RecordJson {
    static final String EXTERNAL_ID = "externalId";

    /** What every record has besides its fields; nobody sends these. */
    static final List<String> OWN =
            List.of("id", "version", "title", "createdAt", "createdBy", "changedAt", "changedBy", EXTERNAL_ID);

    private final JsonValues values;
    private final RecordTypes types;
    private final Records records;
    private final ExternalIds externalIds;
    private final LinkedIds linkedIds;

    RecordJson(JsonValues values, RecordTypes types, Records records, ExternalIds externalIds, LinkedIds linkedIds) {
        this.values = values;
        this.types = types;
        this.records = records;
        this.externalIds = externalIds;
        this.linkedIds = linkedIds;
    }

    /** Which members are wanted; empty for all but the external id. @throws ApiProblem for one that doesn't exist */
    static Set<String> wanted(RecordType<?> type, String fields) {
        Set<String> wanted = new LinkedHashSet<>();
        if (!fields.isBlank()) {
            wanted.addAll(Arrays.asList(fields.split(",")));
            for (String key : wanted) {
                if (!OWN.contains(key) && type.field(key).isEmpty()) {
                    throw ApiProblem.badRequest("field", key.substring(0, Math.min(key.length(), 100)));
                }
            }
            wanted.add("id");
        }
        return wanted;
    }

    <E extends BaseRecord> List<Map<String, @Nullable Object>> write(
            RecordType<E> type, List<E> page, Set<String> wanted) {
        Map<UUID, String> names = wanted.contains(EXTERNAL_ID)
                ? externalIds.of(type, page.stream().map(BaseRecord::getId).toList())
                : Map.of();
        Set<UUID> known = records.linkedTitles(type, page).keySet();
        return page.stream()
                .map(record -> write(type, record, wanted, names, known))
                .toList();
    }

    <E extends BaseRecord> Map<String, @Nullable Object> write(RecordType<E> type, E record) {
        Set<UUID> known = records.linkedTitles(type, List.of(record)).keySet();
        return write(type, record, Set.of(), Map.of(), known);
    }

    private <E extends BaseRecord> Map<String, @Nullable Object> write(
            RecordType<E> type, E record, Set<String> wanted, Map<UUID, String> names, Set<UUID> known) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", record.getId());
        json.put("version", record.getVersion());
        json.put("title", record.getTitle());
        for (Field<E> field : type.fields()) {
            Object value = told(field, record, known);
            json.put(
                    field.key(),
                    value instanceof StoredFile file ? file(type, record, file) : values.write(field, value));
        }
        json.put("createdAt", record.getCreatedAt());
        json.put("createdBy", record.getCreatedBy());
        json.put("changedAt", record.getChangedAt());
        json.put("changedBy", record.getChangedBy());
        if (!wanted.isEmpty()) {
            json.put(EXTERNAL_ID, names.get(record.getId()));
            json.keySet().retainAll(wanted);
        }
        return json;
    }

    /** One value by itself, without what it links to that may not be read. */
    @Nullable Object write(Field<?> field, @Nullable Object value) {
        String target = field.linkTarget();
        if (target == null || value == null) {
            return values.write(field, value);
        }
        List<UUID> ids = value instanceof Collection<?> several
                ? several.stream().map(UUID.class::cast).toList()
                : List.of((UUID) value);
        return values.write(
                field, known(value, records.titles(types.require(target), ids).keySet()));
    }

    private static Map<String, Object> file(RecordType<?> type, BaseRecord record, StoredFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("name", file.name());
        json.put("mediaType", file.mediaType());
        json.put("bytes", file.bytes());
        json.put("href", "/api/v1/" + type.plural() + "/" + record.getId() + "/files/" + file.id());
        return json;
    }

    /** A value without what it links to that may not be read: not even that it is there. */
    private static <E extends BaseRecord> @Nullable Object told(Field<E> field, E record, Set<UUID> known) {
        Object value = field.get(record);
        if (field.linkTarget() == null || value == null) {
            return value;
        }
        return known(value, known);
    }

    private static @Nullable Object known(Object value, Set<UUID> known) {
        if (value instanceof Collection<?> several) {
            return several.stream().filter(known::contains).toList();
        }
        return known.contains(value) ? value : null;
    }

    /** What was read of one record. */
    record Draft(Map<String, @Nullable Object> values, List<Problem> problems) {}

    /** Reads the values of many records; what they link to is looked up with one statement for each type. */
    List<Draft> read(RecordType<?> type, List<JsonNode> objects) {
        LinkedIds.Known known = linkedIds.known(type, objects);
        List<Draft> drafts =
                objects.stream().map(json -> read(type, json, known)).toList();
        refuseUnknownLinks(type, drafts);
        return drafts;
    }

    private Draft read(RecordType<?> type, JsonNode json, LinkedIds.Known known) {
        Draft draft = new Draft(new LinkedHashMap<>(), new ArrayList<>());
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String key = member.getKey();
            if (key.equals(EXTERNAL_ID)) {
                continue;
            }
            Field<?> field = type.field(key).filter(Field::isWritable).orElse(null);
            if (field == null) {
                draft.problems().add(Problem.of(key, "error.unknown-field", key));
            } else {
                JsonNode value = known.resolved(field, member.getValue(), draft.problems());
                draft.values().put(key, values.read(field, value, draft.problems()));
            }
        }
        return draft;
    }

    private void refuseUnknownLinks(RecordType<?> type, List<Draft> drafts) {
        Map<String, Set<UUID>> wanted = new HashMap<>();
        for (Field<?> field : type.fields()) {
            if (field.type() instanceof FieldType.Link(String target)) {
                drafts.forEach(draft -> {
                    if (draft.values().get(field.key()) instanceof UUID id) {
                        wanted.computeIfAbsent(target, key -> new HashSet<>()).add(id);
                    }
                });
            }
        }
        Map<String, Set<UUID>> known = new HashMap<>();
        wanted.forEach((target, ids) ->
                known.put(target, records.titles(types.require(target), ids).keySet()));
        for (Field<?> field : type.fields()) {
            if (field.type() instanceof FieldType.Link(String target)) {
                drafts.forEach(draft -> {
                    if (draft.values().get(field.key()) instanceof UUID id
                            && !known.getOrDefault(target, Set.of()).contains(id)) {
                        draft.problems().add(Problem.of(field.key(), "error.unknown-record", id.toString()));
                    }
                });
            }
        }
    }
}
