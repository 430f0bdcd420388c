package com.innodus.kernel.api;

import static com.innodus.kernel.api.JsonValues.reference;
import static com.innodus.kernel.api.JsonValues.schema;

import com.innodus.kernel.webhooks.Webhooks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the document is put together from. */
final class OpenApiParts {
    private OpenApiParts() {}

    /** What documents of all tenants say. */
    static Map<String, Object> schemas() {
        Map<String, Object> text = schema("string");
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put(
                "ContactPoint",
                object(
                        "type", "object",
                        "required", List.of("value"),
                        "properties", object("label", text, "value", text)));
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("label", text);
        for (String part : List.of("street", "postalCode", "city", "region", "country")) {
            address.put(part, orNull(schema("string")));
        }
        schemas.put("PostalAddress", object("type", "object", "properties", address));
        schemas.put(
                "CheckItem",
                object(
                        "type", "object",
                        "required", List.of("text"),
                        "properties", object("text", text, "done", schema("boolean"))));
        schemas.put(
                "FieldError",
                object("type", "object", "properties", object("field", text, "code", text, "message", text)));
        schemas.put(
                "Problem",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "type", text,
                                "title", text,
                                "status", schema("integer", "format", "int32"),
                                "detail", text,
                                "errors", schema("array", "items", reference("FieldError")))));
        schemas.put(
                "BulkOutcome",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "status",
                                text,
                                "id",
                                schema("string", "format", "uuid"),
                                RecordJson.EXTERNAL_ID,
                                orNull(schema("string")),
                                "errors",
                                schema("array", "items", reference("FieldError")))));
        schemas.put(
                "BulkResult",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "batch", schema("string", "format", "uuid"),
                                "results", schema("array", "items", reference("BulkOutcome")))));
        schemas.put(
                "CommentInput",
                object(
                        "type",
                        "object",
                        "required",
                        List.of("body"),
                        "properties",
                        object("body", text, "answers", orNull(schema("string", "format", "uuid")))));
        schemas.put(
                "CommentQuote",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "id", schema("string", "format", "uuid"),
                                "author", schema("string", "format", "uuid"),
                                "body", text)));
        schemas.put(
                "Comment",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "id", schema("string", "format", "uuid"),
                                "author", schema("string", "format", "uuid"),
                                "body", text,
                                "pinned", schema("boolean"),
                                "createdAt", schema("string", "format", "date-time"),
                                "editedAt", orNull(schema("string", "format", "date-time")),
                                "answers", reference("CommentQuote"))));
        schemas.put(
                "CommentPage",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "data", schema("array", "items", reference("Comment")),
                                "pinned", schema("array", "items", reference("Comment")),
                                "next", orNull(schema("string", "format", "uuid")))));
        schemas.put(
                "ConsentList",
                object("type", "object", "properties", object("data", schema("array", "items", reference("Consent")))));
        Map<String, Object> consent = new LinkedHashMap<>();
        consent.put("id", schema("string", "format", "uuid"));
        consent.put("purpose", text);
        consent.put("version", schema("integer", "format", "int32"));
        consent.put("wording", text);
        consent.put("givenOn", schema("string", "format", "date"));
        consent.put("source", text);
        consent.put("withdrawnAt", orNull(schema("string", "format", "date-time")));
        schemas.put("Consent", object("type", "object", "properties", consent));
        schemas.put(
                "FileInfo",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "id", schema("string", "format", "uuid"),
                                "name", text,
                                "mediaType", text,
                                "bytes", schema("integer", "format", "int64"),
                                "uploadedBy", orNull(schema("string", "format", "uuid")),
                                "createdAt", schema("string", "format", "date-time"))));
        schemas.put(
                "FileList",
                object(
                        "type",
                        "object",
                        "properties",
                        object("data", schema("array", "items", reference("FileInfo")))));
        schemas.put(
                "SummarySum",
                object(
                        "type",
                        "object",
                        "properties",
                        object("field", text, "value", schema("number"), "currency", orNull(schema("string")))));
        schemas.put(
                "SummaryGroup",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "group",
                                schema("object", "additionalProperties", true, "description", "values by field"),
                                "count",
                                schema("integer", "format", "int64"),
                                "sums",
                                schema("array", "items", reference("SummarySum")))));
        schemas.put(
                "Summary",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "groups", schema("array", "items", reference("SummaryGroup")),
                                "complete", schema("boolean"))));
        webhooks(schemas);
        schemas.put("Restored", object("type", "object", "properties", object("restored", schema("integer"))));
        return schemas;
    }

    private static void webhooks(Map<String, Object> schemas) {
        Map<String, Object> input = object(
                "name",
                schema("string", "maxLength", Webhooks.LONGEST_NAME),
                "url",
                schema("string", "maxLength", Webhooks.LONGEST_URL),
                "topics",
                schema("array", "items", schema("string")),
                "enabled",
                schema("boolean"));
        schemas.put("WebhookInput", object("type", "object", "required", List.of("name", "url"), "properties", input));
        schemas.put("WebhookPatch", object("type", "object", "properties", input));
        Map<String, Object> webhook = object("id", schema("string", "format", "uuid"));
        webhook.putAll(input);
        webhook.put("createdAt", schema("string", "format", "date-time"));
        schemas.put("Webhook", object("type", "object", "properties", webhook));
        Map<String, Object> made = new LinkedHashMap<>(webhook);
        made.put("secret", schema("string", "description", "of the signatures; it can't be read again"));
        schemas.put("WebhookMade", object("type", "object", "properties", made));
        schemas.put(
                "WebhookList",
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "data", schema("array", "items", reference("Webhook")),
                                "topics", schema("array", "items", schema("string")))));
    }

    /** As JSON Schema 2020-12 says it. */
    static Map<String, Object> orNull(Map<String, Object> schema) {
        schema.put("type", List.of(schema.get("type"), "null"));
        return schema;
    }

    static Map<String, Object> query(String name, Map<String, Object> schema) {
        return object("name", name, "in", "query", "required", false, "schema", schema);
    }

    static Map<String, Object> parameter(String in, String name, Map<String, Object> schema) {
        return object("name", name, "in", in, "required", true, "schema", schema);
    }

    static Map<String, Object> body(String mediaType, String schema) {
        return object("required", true, "content", object(mediaType, object("schema", reference(schema))));
    }

    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
