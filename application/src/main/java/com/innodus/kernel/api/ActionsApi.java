package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be done to records besides reading and writing them. */
@RestController
class ActionsApi {
    private final ApiTypes types;
    private final Records records;
    private final Bodies bodies;

    ActionsApi(ApiTypes types, Records records, Bodies bodies) {
        this.types = types;
        this.records = records;
        this.bodies = bodies;
    }

    /** With one record: {@code restore} brings it back from the recycle bin. */
    @PostMapping("/api/v1/{plural:[a-z][a-z-]*}/{id:" + ApiPaths.ID + "}/actions/{action:[a-z-]+}")
    Map<String, Object> one(@PathVariable String plural, @PathVariable UUID id, @PathVariable String action) {
        return switch (action) {
            case "restore" -> restore(types.require(plural, Operation.DELETE), id);
            default -> throw ApiProblem.notFound();
        };
    }

    private <E extends BaseRecord> Map<String, Object> restore(RecordType<E> type, UUID id) {
        if (records.restore(type, List.of(id)) == 0) {
            throw ApiProblem.notFound();
        }
        return Map.of("restored", 1);
    }

    /** With many: {@code undo} takes back a bulk action or import, as far as nobody has changed the records since. */
    @PostMapping("/api/v1/{plural:[a-z][a-z-]*}/actions/{action:[a-z-]+}")
    Map<String, Object> many(@PathVariable String plural, @PathVariable String action, HttpServletRequest request)
            throws IOException {
        return switch (action) {
            case "undo" -> {
                types.require(plural, Operation.DELETE);
                types.require(plural, Operation.EDIT);
                String batch =
                        bodies.object(request, Bodies.RECORD).path("batch").asString("");
                yield Map.of("undone", records.undo(JsonValues.uuid(batch).orElseThrow(ApiProblem::notFound)));
            }
            default -> throw ApiProblem.notFound();
        };
    }
}
