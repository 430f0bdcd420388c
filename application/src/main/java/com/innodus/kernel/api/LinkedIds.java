package com.innodus.kernel.api;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What other programs call the records that they link to: {@code "organisation": {"externalId": "ERP-17"}}. All that a
 * request names is looked up with two statements for each type that it leads to.
 */
@Component
class LinkedIds {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ExternalIds externalIds;
    private final Records records;
    private final RecordTypes types;

    LinkedIds(ExternalIds externalIds, Records records, RecordTypes types) {
        this.externalIds = externalIds;
        this.records = records;
        this.types = types;
    }

    /** The records that are meant by external ids, by type; those that the caller may not read aren't among them. */
    record Known(Map<String, Map<String, UUID>> byTarget) {
        /** The value of a link with ids of ours in place of others; what isn't known is added to {@code problems}. */
        JsonNode resolved(Field<?> field, JsonNode value, List<Problem> problems) {
            String target = field.linkTarget();
            if (target == null) {
                return value;
            }
            if (!(field.type() instanceof FieldType.Links) || !value.isArray()) {
                return one(field, target, value, problems);
            }
            ArrayNode ours = JSON.arrayNode();
            value.forEach(element -> {
                JsonNode known = one(field, target, element, problems);
                if (!known.isNull()) {
                    ours.add(known);
                }
            });
            return ours;
        }

        private JsonNode one(Field<?> field, String target, JsonNode value, List<Problem> problems) {
            String name = name(value);
            if (name == null) {
                return value;
            }
            UUID id = byTarget.getOrDefault(target, Map.of()).get(name);
            if (id == null) {
                problems.add(Problem.of(field.key(), "api.external-id.unknown", ApiProblem.shortened(name)));
                return JSON.nullNode();
            }
            return JSON.stringNode(id.toString());
        }
    }

    @org.jspecify.annotations.Nullable private static String name(JsonNode value) {
        JsonNode name = value.isObject() && value.size() == 1 ? value.path(RecordJson.EXTERNAL_ID) : value;
        return name != value && name.isString() ? name.stringValue().replace("\0", "") : null;
    }

    /** Looks up all that the links of these objects name. */
    Known known(RecordType<?> type, List<JsonNode> objects) {
        Map<String, Set<String>> named = new HashMap<>();
        for (Field<?> field : type.fields()) {
            String target = field.linkTarget();
            if (target != null) {
                objects.forEach(object -> collect(object.path(field.key()), target, named));
            }
        }
        Map<String, Map<String, UUID>> known = new HashMap<>();
        named.forEach((target, names) -> known.put(target, readable(types.require(target), names)));
        return new Known(known);
    }

    private static void collect(JsonNode value, String target, Map<String, Set<String>> named) {
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            String name = name(each);
            if (name != null) {
                named.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(name);
            }
        }
    }

    private Map<String, UUID> readable(RecordType<?> target, Set<String> names) {
        Map<String, UUID> found = externalIds.records(target, names);
        found.values().retainAll(records.titles(target, found.values()).keySet());
        return found;
    }
}
