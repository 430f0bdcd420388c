package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Duplicates;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Edge;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.WriteContext;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Records of every type: lists, and one at a time. Each request is one transaction on one connection. */
@RestController
@RequestMapping("/api/v1/{plural:[a-z][a-z-]*}")
class RecordsApi {
    private static final int USUAL = 80;
    private static final int MOST = 200;

    /** Counting further costs more than the number is worth. */
    private static final int MOST_COUNTED = 100_000;

    private final ApiTypes types;
    private final Records records;
    private final Duplicates duplicates;
    private final RecordJson json;
    private final Expansion expansion;
    private final Rsql rsql;
    private final Cursor cursors;
    private final Bodies bodies;
    private final TransactionOperations transactions;

    RecordsApi(
            ApiTypes types,
            Records records,
            Duplicates duplicates,
            RecordJson json,
            Expansion expansion,
            Rsql rsql,
            Cursor cursors,
            Bodies bodies,
            TransactionOperations transactions) {
        this.types = types;
        this.records = records;
        this.duplicates = duplicates;
        this.json = json;
        this.expansion = expansion;
        this.rsql = rsql;
        this.cursors = cursors;
        this.bodies = bodies;
        this.transactions = transactions;
    }

    /** One record with its version. */
    record Versioned(int version, Map<String, @Nullable Object> json) {
        ResponseEntity.BodyBuilder in(ResponseEntity.BodyBuilder answer) {
            return answer.eTag(etag(version));
        }
    }

    @GetMapping
    ResponseEntity<Map<String, @Nullable Object>> list(
            @PathVariable String plural,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String fields,
            @RequestParam(defaultValue = "") String expand,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "" + USUAL) int limit,
            @RequestParam(defaultValue = "false") boolean count) {
        RecordType<?> type = types.require(plural, Operation.READ);
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.badRequest("limit", Integer.toString(MOST));
        }
        Filter which = rsql.read(type, filter);
        Query query = new Query(which, q, Cursor.sorts(type, sort));
        Set<String> wanted = RecordJson.wanted(type, fields);
        return list(type, query, cursor, limit, count, wanted, Expansion.wanted(type, expand));
    }

    private <E extends BaseRecord> ResponseEntity<Map<String, @Nullable Object>> list(
            RecordType<E> type,
            Query query,
            String cursor,
            int limit,
            boolean count,
            Set<String> wanted,
            Set<String> expand) {
        Edge after = cursor.isEmpty() ? null : cursors.read(type, query.sorts(), cursor);
        return inTransaction(() -> {
            // one more tells whether there is a next page
            List<E> found = records.page(type, query, after, 0, limit + 1);
            List<E> page = found.size() > limit ? found.subList(0, limit) : found;
            String next = found.size() > limit
                    ? cursors.write(type, query.sorts(), records.edge(type, query, page.getLast()))
                    : null;
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("data", write(type, page, wanted, expand));
            answer.put("next", next);
            if (count) {
                int counted = records.count(type, query, MOST_COUNTED + 1);
                answer.put("count", Math.min(counted, MOST_COUNTED));
                answer.put("countIsExact", counted <= MOST_COUNTED);
            }
            return ResponseEntity.ok(answer);
        });
    }

    @GetMapping("/{id:" + ApiPaths.ID + "}")
    ResponseEntity<Map<String, @Nullable Object>> one(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String fields,
            @RequestParam(defaultValue = "") String expand,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known) {
        RecordType<?> type = types.require(plural, Operation.READ);
        Set<String> wanted = RecordJson.wanted(type, fields);
        Set<String> followed = Expansion.wanted(type, expand);
        Versioned found = inTransaction(() -> read(type, id, wanted, followed));
        // what stands beside the record changes without it
        if (followed.isEmpty() && known.equals(etag(found.version()))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(known).build();
        }
        return found.in(ResponseEntity.ok()).body(found.json());
    }

    private <E extends BaseRecord> Versioned read(RecordType<E> type, UUID id) {
        return read(type, id, Set.of(), Set.of());
    }

    private <E extends BaseRecord> Versioned read(RecordType<E> type, UUID id, Set<String> wanted, Set<String> expand) {
        E record = records.get(type, id);
        return new Versioned(
                record.getVersion(),
                write(type, List.of(record), wanted, expand).getFirst());
    }

    private <E extends BaseRecord> List<Map<String, @Nullable Object>> write(
            RecordType<E> type, List<E> page, Set<String> wanted, Set<String> expand) {
        List<Map<String, @Nullable Object>> written = json.write(type, page, wanted);
        expansion.add(type, page, expand, written);
        return written;
    }

    /** Makes a record, unless it seems to exist already. */
    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(
            @PathVariable String plural,
            @RequestParam(name = "duplicates", defaultValue = "refuse") String policy,
            HttpServletRequest request)
            throws IOException {
        RecordType<?> type = types.require(plural, Operation.CREATE);
        JsonNode sent = bodies.object(request, Bodies.RECORD);
        boolean check = !policy.equals("allow");
        Versioned made = inTransaction(() -> create(type, sent, check));
        URI place = URI.create("/api/v1/" + type.plural() + "/" + made.json().get("id"));
        return made.in(ResponseEntity.created(place)).body(made.json());
    }

    private <E extends BaseRecord> Versioned create(RecordType<E> type, JsonNode sent, boolean check) {
        RecordJson.Draft draft = json.read(type, List.of(sent)).getFirst();
        if (sent.has(RecordJson.EXTERNAL_ID)) {
            draft.problems().add(com.innodus.kernel.records.Problem.of(RecordJson.EXTERNAL_ID, "api.external-id.bulk"));
        }
        if (!draft.problems().isEmpty()) {
            throw ApiProblem.invalid(draft.problems());
        }
        if (check) {
            List<Mention> alike = duplicates.of(type, draft.values());
            if (!alike.isEmpty()) {
                throw new ApiProblem(HttpStatus.CONFLICT, "duplicate").with("duplicates", alike);
            }
        }
        UUID id = records.create(type, draft.values()).id();
        return read(type, id);
    }

    /** A merge patch (RFC 7396) upon the version that was read. */
    @PatchMapping("/{id:" + ApiPaths.ID + "}")
    ResponseEntity<Map<String, @Nullable Object>> change(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") String match,
            HttpServletRequest request)
            throws IOException {
        RecordType<?> type = types.require(plural, Operation.EDIT);
        JsonNode sent = bodies.object(request, Bodies.RECORD);
        Versioned changed = change(type, id, required(match), sent);
        return changed.in(ResponseEntity.ok()).body(changed.json());
    }

    private <E extends BaseRecord> Versioned change(RecordType<E> type, UUID id, String match, JsonNode sent) {
        try {
            return inTransaction(() -> {
                E before = matching(type, id, match);
                RecordJson.Draft draft = json.read(type, List.of(sent)).getFirst();
                if (!draft.problems().isEmpty()) {
                    throw ApiProblem.invalid(draft.problems());
                }
                records.change(type, id, before.getVersion(), draft.values(), records.values(type, before));
                return read(type, id);
            });
        } catch (OptimisticLockException | ConcurrencyFailureException overtaken) {
            throw inTransaction(() -> stale(type, records.get(type, id)));
        }
    }

    @DeleteMapping("/{id:" + ApiPaths.ID + "}")
    ResponseEntity<Void> delete(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "*") String match) {
        RecordType<?> type = types.require(plural, Operation.DELETE);
        delete(type, id, match);
        return ResponseEntity.noContent().build();
    }

    private <E extends BaseRecord> void delete(RecordType<E> type, UUID id, String match) {
        inTransaction(() -> {
            E before = matching(type, id, match);
            if (records.delete(type, List.of(before.getId()), WriteContext.SINGLE) == 0) {
                throw new com.innodus.kernel.access.Forbidden(Operation.DELETE, type.key());
            }
            return true;
        });
    }

    private static String required(String match) {
        if (match.isBlank()) {
            throw new ApiProblem(HttpStatus.PRECONDITION_REQUIRED, "if-match");
        }
        return match;
    }

    /** The record, if it is still what the caller has read. */
    private <E extends BaseRecord> E matching(RecordType<E> type, UUID id, String match) {
        E record = records.get(type, id);
        if (!match.equals("*") && !match.equals(etag(record.getVersion()))) {
            throw stale(type, record);
        }
        return record;
    }

    private <E extends BaseRecord> ApiProblem stale(RecordType<E> type, E record) {
        return new ApiProblem(HttpStatus.PRECONDITION_FAILED, "stale").with("current", json.write(type, record));
    }

    static String etag(int version) {
        return "\"" + version + "\"";
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
