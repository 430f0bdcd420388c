package com.innodus.kernel.api;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Edge;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page ends, in letters that mean nothing to anybody else. It only says from which key on to read, so a forged
 * one shows nothing that the list wouldn't.
 */
@Component
class Cursor {
    private static final int LONGEST = 20_000;

    private final JsonMapper json;
    private final JsonValues values;

    Cursor(JsonMapper json, JsonValues values) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.values = values;
    }

    private record Place(String sort, UUID id, List<@Nullable Object> values) {}

    String write(RecordType<?> type, List<Sort> sorts, Edge edge) {
        List<@Nullable Object> written = new ArrayList<>();
        for (int i = 0; i < sorts.size(); i++) {
            Object value = edge.sortValues().get(i);
            written.add(type.field(sorts.get(i).field())
                    .map(field -> values.write(field, value))
                    .orElse(value == null ? null : value.toString()));
        }
        byte[] bytes = json.writeValueAsBytes(new Place(Sort.write(sorts), edge.id(), written));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The edge again.
     *
     * @throws ApiProblem when it isn't a cursor of this order
     */
    Edge read(RecordType<?> type, List<Sort> sorts, String text) {
        try {
            if (text.length() <= LONGEST) {
                byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
                JsonNode place = json.readTree(bytes);
                UUID id = JsonValues.uuid(place.path("id").asString("")).orElse(null);
                JsonNode given = place.path("values");
                if (id != null
                        && place.path("sort").asString("").equals(Sort.write(sorts))
                        && given.isArray()
                        && given.size() == sorts.size()) {
                    return new Edge(values(type, sorts, given), id);
                }
            }
        } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
            throw ApiProblem.badRequest("cursor");
        }
        throw ApiProblem.badRequest("cursor");
    }

    private List<@Nullable Object> values(RecordType<?> type, List<Sort> sorts, JsonNode given) {
        List<@Nullable Object> read = new ArrayList<>();
        for (int i = 0; i < sorts.size(); i++) {
            String key = sorts.get(i).field();
            JsonNode value = given.get(i);
            Field<?> field = type.field(key).orElse(null);
            read.add(field == null ? ofAllTypes(key, value) : typed(field, value));
        }
        return read;
    }

    private @Nullable Object typed(Field<?> field, JsonNode value) {
        List<com.innodus.kernel.records.Problem> problems = new ArrayList<>();
        Object read = values.read(field, value, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.badRequest("cursor");
        }
        return read instanceof String text ? text.replace("\0", "") : read;
    }

    private static Object ofAllTypes(String key, JsonNode value) {
        return key.equals("title") ? value.asString("").replace("\0", "") : Instant.parse(value.asString(""));
    }

    /** The order that is asked for. @throws ApiProblem when the type can't be sorted so */
    static List<Sort> sorts(RecordType<?> type, String text) {
        if (text.isBlank()) {
            return List.of(new Sort("title", true));
        }
        List<Sort> sorts = Query.Sort.read(type, text);
        if (!Sort.write(sorts).equals(text)) {
            throw ApiProblem.badRequest("sort", text.substring(0, Math.min(text.length(), 100)));
        }
        return sorts;
    }
}
