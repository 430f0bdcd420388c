package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldPaths;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Grain;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Summaries;
import com.innodus.kernel.records.Summary;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Figures;
import com.innodus.kernel.records.Summary.Line;
import com.innodus.kernel.records.Summary.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many records there are of which kind, and what their figures come to: the grouped list for programs. */
@RestController
class SummaryApi {
    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    private static final int MOST_GROUPINGS = 3;
    private static final int MOST_SUMS = 10;

    private final ApiTypes types;
    private final Summaries summaries;
    private final FieldPaths paths;
    private final JsonValues values;
    private final Rsql rsql;

    SummaryApi(ApiTypes types, Summaries summaries, FieldPaths paths, JsonValues values, Rsql rsql) {
        this.types = types;
        this.summaries = summaries;
        this.paths = paths;
        this.values = values;
        this.rsql = rsql;
    }

    @GetMapping("/api/v1/{plural:[a-z][a-z-]*}/summary")
    Map<String, Object> summary(
            @PathVariable String plural,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String sum,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "" + USUAL) int limit) {
        RecordType<?> type = types.require(plural, Operation.READ);
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.badRequest("limit", Integer.toString(MOST));
        }
        List<Dimension> by = parts("group", group, MOST_GROUPINGS)
                .map(part -> dimension(type, part))
                .toList();
        List<Measure> sums = parts("sum", sum, MOST_SUMS)
                .map(path -> new Measure(Aggregate.SUM, path))
                .toList();
        Query query = new Query(rsql.read(type, filter), q, List.of());
        Summary.Answer answer = summaries.of(type, query, new Summary(by, sums, limit));
        return Map.of(
                "groups",
                answer.lines().stream().map(line -> json(type, by, sums, line)).toList(),
                "complete",
                !answer.cut());
    }

    private static Stream<String> parts(String parameter, String text, int most) {
        List<String> parts = text.isBlank() ? List.of() : Arrays.asList(text.split(",", -1));
        if (parts.size() > most) {
            throw ApiProblem.badRequest("summary-" + parameter, Integer.toString(most));
        }
        return parts.stream();
    }

    /** {@code city}, {@code organisation.city}, or of days and moments {@code createdAt:month}. */
    private Dimension dimension(RecordType<?> type, String part) {
        int colon = part.indexOf(':');
        String path = colon < 0 ? part : part.substring(0, colon);
        FieldType kind = paths.require(type, path).field().type();
        boolean isTime = kind instanceof FieldType.Day || kind instanceof FieldType.Moment;
        if (colon < 0) {
            return new Dimension(path, isTime ? Grain.MONTH : null);
        }
        return new Dimension(
                path,
                Arrays.stream(Grain.values())
                        .filter(grain ->
                                isTime && grain.name().toLowerCase(Locale.ROOT).equals(part.substring(colon + 1)))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.badRequest("summary-grain", ApiProblem.shortened(part))));
    }

    private Map<String, Object> json(RecordType<?> type, List<Dimension> by, List<Measure> sums, Line line) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            Object key = line.keys().get(i);
            Field<?> field = paths.require(type, by.get(i).path()).field();
            keys.put(by.get(i).path(), by.get(i).grain() == null ? values.write(field, key) : key);
        }
        List<Map<String, @Nullable Object>> figures = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            add(sums.get(i).path(), line.figures().get(i), figures);
        }
        return Map.of("group", keys, "count", line.count(), "sums", figures);
    }

    /** Money of different currencies isn't added up. */
    private static void add(String path, Figures figures, List<Map<String, @Nullable Object>> json) {
        for (Map.Entry<String, BigDecimal> number : figures.numbers().entrySet()) {
            Map<String, @Nullable Object> sum = new LinkedHashMap<>();
            sum.put("field", path);
            sum.put("value", plain(number.getValue()));
            sum.put("currency", number.getKey().isEmpty() ? null : number.getKey());
            json.add(sum);
        }
    }

    /** 400 and not 4E+2. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
