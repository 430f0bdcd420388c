package com.innodus.kernel.automation;

import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where other programs set rules off. The address is the secret; what comes is kept and answered at once, and worked on
 * afterwards. One that comes twice with the same {@code webhook-id} counts once.
 */
@Controller
class CalledDoor {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_ID = 200;

    private final Rules rules;
    private final Runs runs;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final RateLimit limit = new RateLimit(120, Duration.ofMinutes(1));

    CalledDoor(Rules rules, Runs runs, TransactionOperations transactions, JsonMapper json) {
        this.rules = rules;
        this.runs = runs;
        this.transactions = transactions;
        this.json = json;
    }

    @PostMapping("/hook/{secret:[A-Za-z0-9_-]{43}}")
    ResponseEntity<String> call(
            @PathVariable String secret,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            HttpServletRequest request)
            throws IOException {
        if (TenantScope.currentOrNull() == null) {
            return answer(HttpStatus.NOT_FOUND);
        }
        if (!limit.allows(secret)) {
            return answer(HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<Rule> rule = Objects.requireNonNull(transactions.execute(status -> rules.bySecret(secret)));
        if (rule.isEmpty()) {
            return answer(HttpStatus.NOT_FOUND);
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        Map<String, String> sent;
        try {
            sent = values(body.length == 0 ? null : json.readTree(body));
        } catch (JacksonException e) {
            return answer(HttpStatus.BAD_REQUEST);
        }
        String occurrence = id == null || id.isBlank() || id.length() > LONGEST_ID || id.indexOf(0) >= 0
                ? UUID.randomUUID().toString()
                : id;
        transactions.executeWithoutResult(
                status -> runs.queue(rule.get(), Runs.NO_RECORD, occurrence, List.of(), sent));
        return answer(HttpStatus.ACCEPTED);
    }

    private static ResponseEntity<String> answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_PLAIN)
                .body(Objects.requireNonNull(status.getReasonPhrase()));
    }

    /** What was sent as texts by name; of a value within another the path: {@code customer.name}. */
    private static Map<String, String> values(@Nullable JsonNode sent) {
        Map<String, String> values = new LinkedHashMap<>();
        if (sent != null) {
            collect("", sent, values, 0);
        }
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values, int depth) {
        if (values.size() >= MOST_VALUES || depth > 5) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> collect(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                            each.getValue(),
                            values,
                            depth + 1));
        } else if (node.isValueNode() && !path.isEmpty()) {
            values.put(path, node.asString().replace("\0", ""));
        }
    }
}
