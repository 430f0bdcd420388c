package com.innodus.kernel.api;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.TooSlow;
import com.innodus.kernel.records.merge.Merges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** What went wrong, as RFC 9457 has it and in the caller's language; what is wrong with a field names its key. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private final JsonMapper json;
    private final RecordTypes types;
    private final Merges merges;

    ApiProblems(JsonMapper json, RecordTypes types, Merges merges) {
        this.types = types;
        this.merges = merges;
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(ApiProblem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(problem, request));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(InvalidRecord refused, HttpServletRequest request) {
        return answer(ApiProblem.invalid(refused.problems()), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(RecordNotFound missing, HttpServletRequest request) {
        return types.byKey(missing.type())
                .flatMap(type -> merges.into(type, missing.id()))
                .map(kept -> moved(missing, kept, request))
                .orElseGet(() -> answer(ApiProblem.notFound(), request));
    }

    /** It became part of another record: who reads is led there, who writes is told, so that nothing happens to the other unmeant. */
    private ResponseEntity<Map<String, @Nullable Object>> moved(
            RecordNotFound missing, UUID kept, HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        HttpStatus status = reads ? HttpStatus.MOVED_PERMANENTLY : HttpStatus.CONFLICT;
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String path = request.getRequestURI().replace(missing.id().toString(), kept.toString());
        ResponseEntity<Map<String, @Nullable Object>> answer =
                answer(new ApiProblem(status, "merged").with("into", kept), request);
        return ResponseEntity.status(status)
                .header(HttpHeaders.LOCATION, path + query)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(Forbidden forbidden, HttpServletRequest request) {
        return answer(new ApiProblem(HttpStatus.FORBIDDEN, "forbidden"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(InvalidFilter filter, HttpServletRequest request) {
        String text = filter.text();
        return answer(
                ApiProblem.badRequest("filter-" + filter.what(), text.substring(0, Math.min(text.length(), 200))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(RecordConflict conflict, HttpServletRequest request) {
        List<Problem> fields = conflict.clashes().stream()
                .map(clash -> Problem.of(clash.field(), "api.clash"))
                .toList();
        return answer(new ApiProblem(HttpStatus.PRECONDITION_FAILED, "stale", fields), request);
    }

    /** Two wrote in the same moment, and the database let only one. */
    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(
            DataIntegrityViolationException overtaken, HttpServletRequest request) {
        LOG.info("A write was refused by the database", overtaken);
        return answer(new ApiProblem(HttpStatus.CONFLICT, "conflict"), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(TooSlow slow, HttpServletRequest request) {
        return answer(new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, "too-slow"), request);
    }

    /** What Spring itself refuses: a parameter that is no number, a method that isn't there. */
    @ExceptionHandler
    ResponseEntity<Map<String, @Nullable Object>> answer(Exception problem, HttpServletRequest request) {
        if (problem instanceof ErrorResponse refusal) {
            HttpStatus status = HttpStatus.valueOf(refusal.getStatusCode().value());
            String kind = switch (status) {
                case NOT_FOUND -> "not-found";
                case METHOD_NOT_ALLOWED -> "method";
                default -> "request";
            };
            ResponseEntity<Map<String, @Nullable Object>> answer = answer(new ApiProblem(status, kind), request);
            return ResponseEntity.status(status)
                    .headers(refusal.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(answer.getBody());
        }
        if (problem instanceof org.springframework.beans.TypeMismatchException) {
            return answer(ApiProblem.badRequest("request"), request);
        }
        LOG.error("A request failed", problem);
        return answer(new ApiProblem(HttpStatus.INTERNAL_SERVER_ERROR, "server"), request);
    }

    /** Answers where no controller is reached. */
    void send(ApiProblem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request)));
    }

    private static Map<String, @Nullable Object> body(ApiProblem problem, HttpServletRequest request) {
        Locale locale = locale(request);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "/api/problems/" + problem.kind());
        body.put("title", Texts.text(locale, "api.problem." + problem.kind()));
        body.put("status", problem.status().value());
        String detail = "api.problem." + problem.kind() + ".detail";
        Texts.find(locale, detail)
                .ifPresent(ignored -> body.put(
                        "detail", Texts.text(locale, detail, problem.arguments().toArray())));
        if (!problem.fields().isEmpty()) {
            body.put("errors", errors(problem.fields(), locale));
        }
        body.putAll(problem.more());
        return body;
    }

    static List<Map<String, Object>> errors(List<Problem> problems, Locale locale) {
        return problems.stream()
                .map(one -> Map.<String, Object>of(
                        "field", one.field(),
                        "code", one.message(),
                        "message",
                                Texts.text(
                                        locale, one.message(), one.arguments().toArray())))
                .toList();
    }

    /** The language that is asked for, else that of the person for whom the program acts. */
    static Locale locale(HttpServletRequest request) {
        Actor actor = CurrentActor.orNull();
        return Texts.nearest(
                request.getHeader("Accept-Language") != null || actor == null ? request.getLocale() : actor.locale());
    }
}
