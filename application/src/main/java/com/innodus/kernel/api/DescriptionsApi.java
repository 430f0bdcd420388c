package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is, for programs that adapt to it. */
@RestController
class DescriptionsApi {
    private final ApiTypes types;
    private final JsonValues values;
    private final Options options;
    private final OpenApi openApi;

    DescriptionsApi(ApiTypes types, JsonValues values, Options options, OpenApi openApi) {
        this.types = types;
        this.values = values;
        this.options = options;
        this.openApi = openApi;
    }

    @GetMapping("/api/v1/openapi.json")
    Map<String, Object> document(HttpServletRequest request) {
        return openApi.document(types.all(), ApiProblems.locale(request));
    }

    @GetMapping("/api/v1/metadata")
    Map<String, Object> types(HttpServletRequest request) {
        Locale locale = ApiProblems.locale(request);
        return Map.of(
                "types",
                types.all().stream()
                        .map(type -> Map.of(
                                "key", type.key(),
                                "path", "/api/v1/" + type.plural(),
                                "label", type.name(locale),
                                "plural", type.pluralName(locale)))
                        .toList());
    }

    /** The fields of one type, with the options of each choice. */
    @GetMapping("/api/v1/{plural:[a-z][a-z-]*}/metadata")
    Map<String, Object> type(@PathVariable String plural, HttpServletRequest request) {
        RecordType<?> type = types.require(plural, Operation.READ);
        Locale locale = ApiProblems.locale(request);
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", type.key());
        described.put("label", type.name(locale));
        described.put(
                "fields",
                type.fields().stream().map(field -> field(type, field, locale)).toList());
        return described;
    }

    private Map<String, Object> field(RecordType<?> type, Field<?> field, Locale locale) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", field.key());
        described.put("label", type.label(field.key(), locale));
        described.put("kind", field.type().getClass().getSimpleName());
        described.put("required", field.isRequired());
        described.put("writable", field.isWritable());
        described.put("unique", field.isUnique());
        described.put("sortable", field.isSortable());
        described.put("searchable", field.isSearchable());
        described.put("personalData", field.isPersonalData());
        described.put("schema", values.schema(field));
        if (field.type() instanceof FieldType.Choice(String list)) {
            described.put("options", options(list, locale));
        }
        if (field.type() instanceof FieldType.Choices(String list)) {
            described.put("options", options(list, locale));
        }
        return described;
    }

    private List<Map<String, Object>> options(String list, Locale locale) {
        return options.offered(list).stream()
                .map(option ->
                        Map.<String, Object>of("key", option.key(), "label", option.label(locale), "id", option.id()))
                .toList();
    }

    /** Every other address below {@code /api}. */
    @RequestMapping("/api/**")
    void nowhere() {
        throw ApiProblem.notFound();
    }
}
