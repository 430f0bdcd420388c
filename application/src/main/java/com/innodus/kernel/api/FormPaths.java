package com.innodus.kernel.api;

import static com.innodus.kernel.api.JsonValues.reference;
import static com.innodus.kernel.api.JsonValues.schema;
import static com.innodus.kernel.api.OpenApiParts.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forms in the OpenAPI document. */
final class FormPaths {
    private FormPaths() {}

    static void describe(Map<String, Object> paths, Map<String, Object> schemas) {
        Map<String, Object> form = OpenApiParts.parameter("path", "form", schema("string"));
        paths.put("/api/v1/forms", object("get", call("listForms", List.of(), null, "200", "FormList")));
        paths.put("/api/v1/forms/{form}", object("get", call("getForm", List.of(form), null, "200", "Form")));
        paths.put(
                "/api/v1/forms/{form}/answers",
                object(
                        "post",
                        call(
                                "answerForm",
                                List.of(form),
                                OpenApiParts.body(OpenApi.JSON, "FormAnswerInput"),
                                "201",
                                "FormAnswer")));
        Map<String, Object> text = schema("string");
        schemas.put(
                "Form",
                record(
                        "slug", text,
                        "name", text,
                        "version", schema("integer", "format", "int32"),
                        "parts", schema("array", "items", record("key", text, "type", text, "main", schema("boolean"))),
                        "questions",
                                schema(
                                        "array",
                                        "items",
                                        record(
                                                "part",
                                                text,
                                                "field",
                                                text,
                                                "label",
                                                text,
                                                "required",
                                                schema("boolean"),
                                                "conditional",
                                                schema("boolean"),
                                                "schema",
                                                schema("object", "additionalProperties", true)))));
        schemas.put("FormList", record("data", schema("array", "items", reference("Form"))));
        schemas.put(
                "FormAnswerInput",
                object(
                        "type", "object",
                        "required", List.of("answers"),
                        "properties",
                                object(
                                        "answers",
                                        schema(
                                                "object",
                                                "description",
                                                "values by part and field, as the types of the records have them",
                                                "additionalProperties",
                                                schema("object", "additionalProperties", true)))));
        schemas.put(
                "FormAnswer",
                record(
                        "id", schema("string", "format", "uuid"),
                        "version", schema("integer", "format", "int32"),
                        "records",
                                schema(
                                        "array",
                                        "items",
                                        record(
                                                "part", text,
                                                "type", text,
                                                "id", schema("string", "format", "uuid"),
                                                "href", text))));
    }

    private static Map<String, Object> record(Object... properties) {
        return object("type", "object", "properties", object(properties));
    }

    /** What the token may do with the types of the form decides. */
    private static Map<String, Object> call(
            String name,
            List<Map<String, Object>> parameters,
            @org.jspecify.annotations.Nullable Map<String, Object> body,
            String status,
            String answer) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("operationId", name);
        call.put("tags", List.of("forms"));
        if (!parameters.isEmpty()) {
            call.put("parameters", parameters);
        }
        if (body != null) {
            call.put("requestBody", body);
        }
        call.put("responses", OpenApi.responses(status, answer));
        return call;
    }
}
