package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.kernel.records.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Many records with one request: those whose external id is known are changed, the others made. What is wrong with one
 * doesn't stop the others, and the whole can be undone.
 */
@RestController
class BulkApi {
    private static final int MOST = 2_000;
    private static final int LONGEST_ID = 200;

    private final ApiTypes types;
    private final Records records;
    private final RecordJson json;
    private final ExternalIds externalIds;
    private final Bodies bodies;
    private final TransactionOperations transactions;

    BulkApi(
            ApiTypes types,
            Records records,
            RecordJson json,
            ExternalIds externalIds,
            Bodies bodies,
            TransactionOperations transactions) {
        this.types = types;
        this.records = records;
        this.json = json;
        this.externalIds = externalIds;
        this.bodies = bodies;
        this.transactions = transactions;
    }

    @PostMapping("/api/v1/{plural:[a-z][a-z-]*}/bulk")
    Map<String, Object> upsert(@PathVariable String plural, HttpServletRequest request) throws IOException {
        RecordType<?> type = types.require(plural, Operation.IMPORT);
        JsonNode sent = bodies.object(request, Bodies.BULK).path("records");
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST) {
            throw ApiProblem.badRequest("bulk", Integer.toString(MOST));
        }
        List<JsonNode> objects = new ArrayList<>();
        sent.forEach(objects::add);
        Locale locale = ApiProblems.locale(request);
        return Overtaken.retry(
                () -> Objects.requireNonNull(transactions.execute(status -> upsert(type, objects, locale))));
    }

    private <E extends BaseRecord> Map<String, Object> upsert(
            RecordType<E> type, List<JsonNode> objects, Locale locale) {
        WriteContext batch = WriteContext.newBatch();
        List<RecordJson.Draft> drafts = json.read(type, objects);
        List<@Nullable String> names = names(objects, drafts);
        Map<String, UUID> known = known(type, names);
        List<Integer> writing = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).problems().isEmpty()) {
                writing.add(i);
                String name = names.get(i);
                entries.add(new Entry(
                        name == null ? null : known.get(name), drafts.get(i).values()));
            }
        }
        List<Outcome> outcomes = records.writeAll(type, entries, batch);
        Map<String, UUID> named = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        drafts.forEach(draft -> results.add(refused(draft.problems(), locale)));
        for (int w = 0; w < writing.size(); w++) {
            int i = writing.get(w);
            boolean isNew = entries.get(w).id() == null;
            switch (outcomes.get(w)) {
                case Outcome.Refused(var problems) -> results.set(i, refused(problems, locale));
                case Outcome.Saved(var written) -> {
                    Map<String, @Nullable Object> saved = new LinkedHashMap<>();
                    saved.put("status", isNew ? "created" : written.changed() ? "changed" : "unchanged");
                    saved.put("id", written.id());
                    results.set(i, saved);
                    String name = names.get(i);
                    if (isNew && name != null) {
                        named.put(name, written.id());
                    }
                }
            }
        }
        externalIds.name(type, named);
        for (int i = 0; i < results.size(); i++) {
            results.get(i).put(RecordJson.EXTERNAL_ID, names.get(i));
        }
        return Map.of("batch", Objects.requireNonNull(batch.batch()), "results", results);
    }

    private static Map<String, @Nullable Object> refused(List<Problem> problems, Locale locale) {
        Map<String, @Nullable Object> refused = new LinkedHashMap<>();
        refused.put("status", "refused");
        refused.put("errors", ApiProblems.errors(problems, locale));
        return refused;
    }

    /** The external ids that were sent; of two alike the second is refused, for it would stand upon the first. */
    private static List<@Nullable String> names(List<JsonNode> objects, List<RecordJson.Draft> drafts) {
        List<@Nullable String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < objects.size(); i++) {
            JsonNode sent = objects.get(i).path(RecordJson.EXTERNAL_ID);
            String name = sent.isString() ? sent.stringValue() : null;
            List<Problem> problems = drafts.get(i).problems();
            boolean wrong = (name == null && !sent.isMissingNode())
                    || (name != null && (name.isBlank() || name.length() > LONGEST_ID || name.contains("\0")));
            if (wrong) {
                problems.add(Problem.of(RecordJson.EXTERNAL_ID, "api.external-id", Integer.toString(LONGEST_ID)));
            } else if (name != null && !seen.add(name)) {
                problems.add(Problem.of(RecordJson.EXTERNAL_ID, "api.external-id.twice"));
            }
            names.add(wrong ? null : name);
        }
        return names;
    }

    /** A record that was deleted is made again under the same name. */
    private <E extends BaseRecord> Map<String, UUID> known(RecordType<E> type, List<@Nullable String> names) {
        List<String> given = names.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Map<String, UUID> found = externalIds.records(type, given);
        Set<UUID> living = records.living(type, found.values());
        return found.entrySet().stream()
                .filter(entry -> living.contains(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
