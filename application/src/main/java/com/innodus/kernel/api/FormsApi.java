package com.innodus.kernel.api;

import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Answers;
import com.innodus.kernel.forms.Answers.Given;
import com.innodus.kernel.forms.Asking;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormVersion;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Forms for programs: those whose records the token and its user may make, and answers to them. */
@RestController
@OfFeature(Forms.FEATURE)
class FormsApi {
    private static final String ALL = "/api/v1/forms";
    private static final String ONE = ALL + "/{form:[a-z0-9][a-z0-9-]*}";

    private final Forms forms;
    private final Answers answers;
    private final Asking asking;
    private final RecordTypes types;
    private final JsonValues values;
    private final Bodies bodies;

    FormsApi(Forms forms, Answers answers, Asking asking, RecordTypes types, JsonValues values, Bodies bodies) {
        this.forms = forms;
        this.answers = answers;
        this.asking = asking;
        this.types = types;
        this.values = values;
        this.bodies = bodies;
    }

    @GetMapping(ALL)
    Map<String, Object> list(HttpServletRequest request) {
        Locale locale = ApiProblems.locale(request);
        return Map.of(
                "data", forms.usable().stream().map(form -> json(form, locale)).toList());
    }

    @GetMapping(ONE)
    Map<String, @Nullable Object> get(@PathVariable String form, HttpServletRequest request) {
        return json(require(form), ApiProblems.locale(request));
    }

    @PostMapping(ONE + "/answers")
    ResponseEntity<Map<String, Object>> answer(@PathVariable String form, HttpServletRequest request)
            throws IOException {
        FormVersion version = require(form);
        Given given = answers.give(version.id(), read(version.definition(), bodies.object(request, Bodies.RECORD)));
        List<Map<String, Object>> made = given.made().stream()
                .map(each -> {
                    String plural = types.require(each.recordType()).plural();
                    return Map.<String, Object>of(
                            "part",
                            each.part(),
                            "type",
                            plural,
                            "id",
                            each.record(),
                            "href",
                            "/api/v1/" + plural + "/" + each.record());
                })
                .toList();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Map.of("id", given.id(), "version", version.number(), "records", made));
    }

    private FormVersion require(String slug) {
        return forms.open(slug).orElseThrow(ApiProblem::notFound);
    }

    /** {@code {"answers": {"<part>": {"<field>": …}}}}; problems name {@code <part>.<field>}. */
    private Map<String, Map<String, @Nullable Object>> read(FormDefinition form, JsonNode sent) {
        List<Problem> problems = new ArrayList<>();
        sent.propertyNames().stream()
                .filter(name -> !name.equals("answers"))
                .forEach(name -> problems.add(Problem.of(name, "error.unknown-field", name)));
        Map<String, Map<String, @Nullable Object>> read = new LinkedHashMap<>();
        JsonNode given = sent.path("answers");
        if (!given.isObject()) {
            problems.add(Problem.of("answers", "error.required"));
        }
        given.properties().forEach(part -> {
            RecordType<?> type = asking.type(form, part.getKey()).orElse(null);
            if (type == null || !part.getValue().isObject()) {
                problems.add(Problem.of(part.getKey(), "error.unknown-field", part.getKey()));
                return;
            }
            Map<String, @Nullable Object> ofPart = new LinkedHashMap<>();
            part.getValue().properties().forEach(entry -> {
                String place = part.getKey() + "." + entry.getKey();
                Field<?> field = type.field(entry.getKey()).orElse(null);
                if (field == null) {
                    problems.add(Problem.of(place, "error.unknown-field", place));
                    return;
                }
                List<Problem> wrong = new ArrayList<>();
                ofPart.put(entry.getKey(), values.read(field, entry.getValue(), wrong));
                wrong.forEach(problem -> problems.add(new Problem(place, problem.message(), problem.arguments())));
            });
            read.put(part.getKey(), ofPart);
        });
        if (!problems.isEmpty()) {
            throw ApiProblem.invalid(problems);
        }
        return read;
    }

    private Map<String, @Nullable Object> json(FormVersion form, Locale locale) {
        FormDefinition definition = form.definition();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("slug", form.slug());
        json.put("name", form.name());
        json.put("version", form.number());
        json.put(
                "parts",
                definition.parts().stream()
                        .map(part -> Map.of(
                                "key",
                                part.key(),
                                "type",
                                types.require(part.recordType()).plural(),
                                "main",
                                definition.isMain(part.key())))
                        .toList());
        json.put(
                "questions",
                definition
                        .questions()
                        .flatMap(question -> asking.field(definition, question).stream()
                                .map(field -> json(definition, question, field, locale)))
                        .toList());
        return json;
    }

    /** A question that is asked under conditions alone is demanded under them alone. */
    private Map<String, @Nullable Object> json(FormDefinition form, Question question, Field<?> field, Locale locale) {
        RecordType<?> type = asking.type(form, question.part()).orElseThrow();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("part", question.part());
        json.put("field", question.field());
        json.put("label", question.label().isBlank() ? type.label(field.key(), locale) : question.label());
        json.put("required", asking.isRequired(form, question, field));
        json.put("conditional", !question.when().isAlways());
        json.put("schema", values.schema(field));
        return json;
    }
}
