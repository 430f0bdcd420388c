package com.innodus.kernel.api;

import com.innodus.kernel.records.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why a request can't be met; answered as a problem of RFC 9457. */
class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String kind;
    private final transient List<String> arguments;
    private final transient List<Problem> fields;
    private final transient Map<String, @Nullable Object> more = new LinkedHashMap<>();

    /** @param kind its texts are {@code api.problem.<kind>} and so is its address */
    ApiProblem(HttpStatus status, String kind, String... arguments) {
        this(status, kind, List.of(), arguments);
    }

    ApiProblem(HttpStatus status, String kind, List<Problem> fields, String... arguments) {
        super(kind + " " + List.of(arguments) + fields);
        this.status = status;
        this.kind = kind;
        this.arguments = List.of(arguments);
        this.fields = List.copyOf(fields);
    }

    static ApiProblem badRequest(String kind, String... arguments) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, kind, arguments);
    }

    static ApiProblem notFound() {
        return new ApiProblem(HttpStatus.NOT_FOUND, "not-found");
    }

    static ApiProblem invalid(List<Problem> fields) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", fields);
    }

    /** What was sent, as far as it belongs into an answer. */
    static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /** A further member of the answer. */
    ApiProblem with(String name, @Nullable Object value) {
        more.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    String kind() {
        return kind;
    }

    List<String> arguments() {
        return arguments;
    }

    List<Problem> fields() {
        return fields;
    }

    Map<String, @Nullable Object> more() {
        return more;
    }
}
