package com.innodus.kernel.api;

import static com.innodus.kernel.api.JsonValues.reference;
import static com.innodus.kernel.api.JsonValues.schema;
import static com.innodus.kernel.api.OpenApiParts.body;
import static com.innodus.kernel.api.OpenApiParts.object;
import static com.innodus.kernel.api.OpenApiParts.orNull;
import static com.innodus.kernel.api.OpenApiParts.parameter;
import static com.innodus.kernel.api.OpenApiParts.query;

import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.ApiScopes.Verb;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.webhooks.Webhooks;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The OpenAPI 3.1 document of the current tenant: its types, its fields, its address. */
@Component
class OpenApi {
    static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String PROBLEM = "application/problem+json";

    private static final String RSQL = """
            RSQL: city==Vigo;revenue>1000. Fields of linked records stand behind the link: organisation.city==Vigo. \
            With RSQL in quotes: person.organisation=has='city==Vigo', =hasnot=, and record=not='city==Vigo,city==Lugo'. \
            Of days and moments: =last=7, =next=7, =older=30, =later=30, and =this=, =previous= and =coming= with \
            day, week, month, quarter or year.""";

    private static final Map<String, Object> EXPAND = query(
            "expand",
            schema(
                    "string",
                    "description",
                    "up to 5 fields that link to records or users, which then stand in " + Expansion.MEMBER));

    private final JsonValues values;
    private final Addresses addresses;
    private final Features features;

    OpenApi(JsonValues values, Addresses addresses, Features features) {
        this.features = features;
        this.values = values;
        this.addresses = addresses;
    }

    Map<String, Object> document(List<RecordType<?>> types, Locale locale) {
        String address = addresses.of(TenantScope.current());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", object("title", TenantScope.current().name(), "version", "1"));
        document.put("servers", List.of(object("url", address)));
        document.put("security", List.of(object("oauth", List.of()), object("token", List.of())));
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> schemas = OpenApiParts.schemas();
        for (RecordType<?> type : types) {
            describe(type, locale, paths, schemas);
        }
        webhooks(paths);
        if (features.isOn(Forms.FEATURE)) {
            FormPaths.describe(paths, schemas);
        }
        document.put("paths", paths);
        document.put("components", object("securitySchemes", security(types, address), "schemas", schemas));
        return document;
    }

    private void describe(RecordType<?> type, Locale locale, Map<String, Object> paths, Map<String, Object> schemas) {
        String name = capital(type.key());
        String list = "/api/v1/" + type.plural();
        String one = list + "/{id}";
        schemas.put(name, record(type, locale));
        schemas.put(name + "Input", input(type, locale, true));
        schemas.put(name + "Patch", input(type, locale, false));
        schemas.put(
                name + "Page",
                object(
                        "type", "object",
                        "required", List.of("data"),
                        "properties",
                                object(
                                        "data", schema("array", "items", reference(name)),
                                        "next", orNull(schema("string")),
                                        "count", schema("integer", "format", "int32"),
                                        "countIsExact", schema("boolean"))));
        schemas.put(
                name + "Bulk",
                object(
                        "type", "object",
                        "required", List.of("records"),
                        "properties", object("records", schema("array", "items", reference(name + "Input")))));
        paths.put(
                list,
                object(
                        "get",
                                call(
                                        type,
                                        "list" + capital(type.plural()),
                                        Verb.READ,
                                        listParameters(),
                                        null,
                                        name + "Page"),
                        "post",
                                call(
                                        type,
                                        "create" + name,
                                        Verb.WRITE,
                                        List.of(query(
                                                "duplicates", schema("string", "enum", List.of("refuse", "allow")))),
                                        body(JSON, name + "Input"),
                                        name)));
        Map<String, Object> id = parameter("path", "id", schema("string", "format", "uuid"));
        Map<String, Object> match = parameter("header", "If-Match", schema("string"));
        paths.put(
                one,
                object(
                        "get",
                                call(
                                        type,
                                        "get" + name,
                                        Verb.READ,
                                        List.of(id, query("fields", schema("string")), EXPAND),
                                        null,
                                        name),
                        "patch",
                                call(
                                        type,
                                        "change" + name,
                                        Verb.WRITE,
                                        List.of(id, match),
                                        body(MERGE_PATCH, name + "Patch"),
                                        name),
                        "delete", call(type, "delete" + name, Verb.DELETE, List.of(id), null, null)));
        paths.put(
                list + "/bulk",
                object(
                        "post",
                        call(
                                type,
                                "upsert" + capital(type.plural()),
                                Verb.WRITE,
                                List.of(),
                                body(JSON, name + "Bulk"),
                                "BulkResult")));
        paths.put(
                list + "/summary",
                object(
                        "get",
                        call(
                                type,
                                "summarise" + capital(type.plural()),
                                Verb.READ,
                                summaryParameters(),
                                null,
                                "Summary")));
        paths.put(
                one + "/comments",
                object(
                        "get", call(type, "list" + name + "Comments", Verb.READ, List.of(id), null, "CommentPage"),
                        "post",
                                call(
                                        type,
                                        "comment" + name,
                                        Verb.WRITE,
                                        List.of(id),
                                        body(JSON, "CommentInput"),
                                        "Comment")));
        paths.put(
                one + "/files",
                object("get", call(type, "list" + name + "Files", Verb.READ, List.of(id), null, "FileList")));
        if (type.fields().stream().anyMatch(Field::isPersonalData)) {
            paths.put(
                    one + "/consents",
                    object("get", call(type, "list" + name + "Consents", Verb.READ, List.of(id), null, "ConsentList")));
        }
        paths.put(
                one + "/actions/restore",
                object("post", call(type, "restore" + name, Verb.DELETE, List.of(id), null, "Restored")));
    }

    private static void webhooks(Map<String, Object> paths) {
        Map<String, Object> id = parameter("path", "id", schema("string", "format", "uuid"));
        Map<String, Object> input = body(JSON, "WebhookInput");
        paths.put(
                "/api/v1/webhooks",
                object(
                        "get", ofWebhooks("listWebhooks", Verb.READ, List.of(), null, "WebhookList"),
                        "post", ofWebhooks("createWebhook", Verb.WRITE, List.of(), input, "WebhookMade")));
        paths.put(
                "/api/v1/webhooks/{id}",
                object(
                        "get", ofWebhooks("getWebhook", Verb.READ, List.of(id), null, "Webhook"),
                        "patch",
                                ofWebhooks(
                                        "changeWebhook",
                                        Verb.WRITE,
                                        List.of(id),
                                        body(MERGE_PATCH, "WebhookPatch"),
                                        "Webhook"),
                        "delete", ofWebhooks("deleteWebhook", Verb.DELETE, List.of(id), null, null)));
    }

    private static Map<String, Object> ofWebhooks(
            String name,
            Verb verb,
            List<Map<String, Object>> parameters,
            @org.jspecify.annotations.Nullable Map<String, Object> body,
            @org.jspecify.annotations.Nullable String answer) {
        return call(Webhooks.AREA, ApiScopes.scope(Webhooks.AREA, verb), name, parameters, body, answer);
    }

    private static List<Map<String, Object>> summaryParameters() {
        return List.of(
                query(
                        "group",
                        schema(
                                "string",
                                "description",
                                "up to 3 fields, also of linked records: status,organisation.city; of days and moments "
                                        + "by day, week, month, quarter or year: createdAt:month")),
                query("sum", schema("string", "description", "fields that are added up: revenue")),
                query("q", schema("string")),
                query("filter", schema("string", "description", RSQL)),
                query(
                        "limit",
                        schema(
                                "integer",
                                "minimum",
                                1,
                                "maximum",
                                1_000,
                                "default",
                                200,
                                "description",
                                "groups; the largest come first")));
    }

    private static List<Map<String, Object>> listParameters() {
        return List.of(
                query("q", schema("string")),
                query("filter", schema("string", "description", RSQL)),
                query("sort", schema("string", "description", "keys; - for descending: -changedAt,city")),
                query("fields", schema("string", "description", "keys of the members that are wanted")),
                query("cursor", schema("string", "description", "next of the page before")),
                query("limit", schema("integer", "minimum", 1, "maximum", 200, "default", 80)),
                query("count", schema("boolean", "default", false)),
                EXPAND);
    }

    private static Map<String, Object> call(
            RecordType<?> type,
            String name,
            Verb verb,
            List<Map<String, Object>> parameters,
            @org.jspecify.annotations.Nullable Map<String, Object> body,
            @org.jspecify.annotations.Nullable String answer) {
        return call(type.plural(), ApiScopes.scope(type, verb), name, parameters, body, answer);
    }

    /** Everything but the answer to a deletion is an object. */
    private static Map<String, Object> call(
            String tag,
            String scope,
            String name,
            List<Map<String, Object>> parameters,
            @org.jspecify.annotations.Nullable Map<String, Object> body,
            @org.jspecify.annotations.Nullable String answer) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("operationId", name);
        call.put("tags", List.of(tag));
        call.put("security", List.of(object("oauth", List.of(scope)), object("token", List.of())));
        if (!parameters.isEmpty()) {
            call.put("parameters", parameters);
        }
        if (body != null) {
            call.put("requestBody", body);
        }
        String good = answer == null ? "204" : name.startsWith("create") || name.startsWith("comment") ? "201" : "200";
        call.put("responses", responses(good, answer));
        return call;
    }

    /** @param answer schema of what comes back with this status; null for nothing */
    static Map<String, Object> responses(String status, @org.jspecify.annotations.Nullable String answer) {
        Map<String, Object> good = object("description", "done");
        if (answer != null) {
            good.put("content", object(JSON, object("schema", reference(answer))));
        }
        return object(
                status,
                good,
                "default",
                object(
                        "description",
                        "problem (RFC 9457)",
                        "content",
                        object(PROBLEM, object("schema", reference("Problem")))));
    }

    private Map<String, Object> record(RecordType<?> type, Locale locale) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", schema("string", "format", "uuid"));
        properties.put("version", schema("integer", "format", "int32"));
        properties.put("title", schema("string"));
        type.fields().forEach(field -> properties.put(field.key(), titled(type, field, locale, true)));
        properties.put("createdAt", schema("string", "format", "date-time"));
        properties.put("createdBy", orNull(schema("string", "format", "uuid")));
        properties.put("changedAt", schema("string", "format", "date-time"));
        properties.put("changedBy", orNull(schema("string", "format", "uuid")));
        properties.put(RecordJson.EXTERNAL_ID, orNull(schema("string")));
        if (type.fields().stream().anyMatch(Expansion::isFollowed)) {
            properties.put(
                    Expansion.MEMBER,
                    schema("object", "additionalProperties", true, "description", "what expand asks for"));
        }
        return object("type", "object", "required", List.of("id"), "properties", properties);
    }

    private Map<String, Object> input(RecordType<?> type, Locale locale, boolean whole) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field<?> field : type.fields()) {
            if (field.isWritable()) {
                properties.put(field.key(), titled(type, field, locale, !field.isRequired()));
                if (whole && field.isRequired() && field.isTitle()) {
                    required.add(field.key());
                }
            }
        }
        if (whole) {
            properties.put(RecordJson.EXTERNAL_ID, schema("string", "maxLength", 200));
        }
        Map<String, Object> input = object("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            input.put("required", required);
        }
        return input;
    }

    private Map<String, Object> titled(RecordType<?> type, Field<?> field, Locale locale, boolean mayBeNull) {
        Map<String, Object> schema = values.schema(field);
        schema.put("title", type.label(field.key(), locale));
        return mayBeNull ? orNull(schema) : schema;
    }

    private static Map<String, Object> security(List<RecordType<?>> types, String address) {
        Map<String, Object> scopes = new LinkedHashMap<>();
        scopes.put(ApiScopes.ALL, "everything");
        for (RecordType<?> type : types) {
            for (Verb verb : Verb.values()) {
                scopes.put(ApiScopes.scope(type, verb), verb.word() + " " + type.plural());
            }
        }
        for (String area : ApiScopes.AREAS) {
            for (Verb verb : Verb.values()) {
                scopes.put(ApiScopes.scope(area, verb), verb.word() + " " + area);
            }
        }
        Map<String, Object> flows = object(
                "clientCredentials",
                object("tokenUrl", address + "/oauth2/token", "scopes", scopes),
                "authorizationCode",
                object(
                        "authorizationUrl", address + "/oauth2/authorize",
                        "tokenUrl", address + "/oauth2/token",
                        "refreshUrl", address + "/oauth2/token",
                        "scopes", scopes));
        return object(
                "oauth", object("type", "oauth2", "flows", flows), "token", object("type", "http", "scheme", "bearer"));
    }

    private static String capital(String key) {
        StringBuilder name = new StringBuilder();
        for (String part : key.split("[-_]")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }
}
