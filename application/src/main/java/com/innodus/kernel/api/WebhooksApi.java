package com.innodus.kernel.api;

import com.innodus.kernel.records.Problem;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.Webhooks;
import com.innodus.kernel.webhooks.Webhooks.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Webhooks for programs that look after their own; of administrators, with the scopes {@code webhooks:…}. */
@RestController
class WebhooksApi {
    private static final String ALL = "/api/v1/webhooks";
    private static final String ONE = ALL + "/{id:" + ApiPaths.ID + "}";
    private static final Set<String> MEMBERS = Set.of("name", "url", "topics", "enabled");

    private final Webhooks webhooks;
    private final Bodies bodies;

    WebhooksApi(Webhooks webhooks, Bodies bodies) {
        this.webhooks = webhooks;
        this.bodies = bodies;
    }

    @GetMapping(ALL)
    Map<String, Object> list() {
        return Map.of("data", webhooks.all().stream().map(WebhooksApi::json).toList(), "topics", webhooks.topics());
    }

    @GetMapping(ONE)
    Map<String, @Nullable Object> get(@PathVariable UUID id) {
        return json(require(id));
    }

    /** The answer has the secret, which can't be read again. */
    @PostMapping(ALL)
    ResponseEntity<Map<String, @Nullable Object>> create(HttpServletRequest request) throws IOException {
        JsonNode sent = read(request);
        Webhooks.Created created = webhooks.create(wish(sent, new Wish("", "", Set.of())));
        UUID id = created.webhook().id();
        if (!sent.path("enabled").asBoolean(true)) {
            webhooks.switchOn(id, false);
        }
        Map<String, @Nullable Object> answer = json(require(id));
        answer.put("secret", created.secret());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", ALL + "/" + id)
                .body(answer);
    }

    @PatchMapping(ONE)
    Map<String, @Nullable Object> change(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        Webhook now = require(id);
        JsonNode sent = read(request);
        if (sent.has("name") || sent.has("url") || sent.has("topics")) {
            webhooks.change(id, wish(sent, new Wish(now.name(), now.url(), now.topics())));
        }
        if (sent.has("enabled")) {
            webhooks.switchOn(id, sent.path("enabled").asBoolean(now.enabled()));
        }
        return json(require(id));
    }

    @DeleteMapping(ONE)
    ResponseEntity<Void> delete(@PathVariable UUID id) {
        if (!webhooks.delete(id)) {
            throw ApiProblem.notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private Webhook require(UUID id) {
        return webhooks.find(id).orElseThrow(ApiProblem::notFound);
    }

    private JsonNode read(HttpServletRequest request) throws IOException {
        JsonNode sent = bodies.object(request, Bodies.RECORD);
        List<Problem> problems = new ArrayList<>();
        sent.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean fits = switch (member.getKey()) {
                case "name", "url" -> value.isString() && value.asString().indexOf(0) < 0;
                case "enabled" -> value.isBoolean();
                case "topics" -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
                default -> false;
            };
            if (!MEMBERS.contains(member.getKey())) {
                problems.add(Problem.of(member.getKey(), "error.unknown-field", member.getKey()));
            } else if (!fits) {
                problems.add(Problem.of(member.getKey(), "error.invalid"));
            }
        });
        if (!problems.isEmpty()) {
            throw ApiProblem.invalid(problems);
        }
        return sent;
    }

    private static Wish wish(JsonNode sent, Wish otherwise) {
        Set<String> topics = new LinkedHashSet<>(otherwise.topics());
        if (sent.has("topics")) {
            topics.clear();
            sent.path("topics").forEach(topic -> topics.add(topic.asString()));
        }
        return new Wish(
                sent.path("name").asString(otherwise.name()), sent.path("url").asString(otherwise.url()), topics);
    }

    private static Map<String, @Nullable Object> json(Webhook webhook) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", webhook.id());
        json.put("name", webhook.name());
        json.put("url", webhook.url());
        json.put("topics", webhook.topics());
        json.put("enabled", webhook.enabled());
        json.put("createdAt", webhook.createdAt());
        return json;
    }
}
