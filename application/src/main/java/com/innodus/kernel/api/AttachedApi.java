package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.files.Attachments.Attachment;
import com.innodus.kernel.privacy.PersonalConsents;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.RecordType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** What hangs on a record: comments, files and consents. */
@RestController
@RequestMapping("/api/v1/{plural:[a-z][a-z-]*}/{id:" + ApiPaths.ID + "}")
class AttachedApi {
    private static final int PAGE = 50;

    private final ApiTypes types;
    private final Comments comments;
    private final Attachments attachments;
    private final PersonalConsents consents;
    private final Bodies bodies;

    AttachedApi(ApiTypes types, Comments comments, Attachments attachments, PersonalConsents consents, Bodies bodies) {
        this.consents = consents;
        this.types = types;
        this.comments = comments;
        this.attachments = attachments;
        this.bodies = bodies;
    }

    /** Newest first; the next page begins before the last comment of this one. */
    @GetMapping("/comments")
    Map<String, @Nullable Object> comments(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID before) {
        return comments(types.require(plural, Operation.READ), id, before);
    }

    private <E extends BaseRecord> Map<String, @Nullable Object> comments(
            RecordType<E> type, UUID id, @Nullable UUID before) {
        Position position = before == null
                ? null
                : comments.find(type, id, before)
                        .map(found -> new Position(found.createdAt(), found.id()))
                        .orElseThrow(ApiProblem::notFound);
        List<Comment> found = comments.of(type, id, position, PAGE);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("data", found);
        answer.put("next", found.size() < PAGE ? null : found.getLast().id());
        answer.put("pinned", comments.pinned(type, id));
        return answer;
    }

    @PostMapping("/comments")
    ResponseEntity<Comment> comment(@PathVariable String plural, @PathVariable UUID id, HttpServletRequest request)
            throws IOException {
        RecordType<?> type = types.require(plural, Operation.COMMENT);
        JsonNode sent = bodies.object(request, Bodies.RECORD);
        String body = body(sent);
        UUID comment =
                sent.path("answers").isMissingNode() || sent.path("answers").isNull()
                        ? comments.add(type, id, body)
                        : comments.answer(type, id, answered(sent), body);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(comments.find(type, id, comment).orElseThrow());
    }

    @PatchMapping("/comments/{comment:" + ApiPaths.ID + "}")
    Comment correct(
            @PathVariable String plural, @PathVariable UUID id, @PathVariable UUID comment, HttpServletRequest request)
            throws IOException {
        RecordType<?> type = types.require(plural, Operation.COMMENT);
        comments.edit(type, id, comment, body(bodies.object(request, Bodies.RECORD)));
        return comments.find(type, id, comment).orElseThrow(ApiProblem::notFound);
    }

    @DeleteMapping("/comments/{comment:" + ApiPaths.ID + "}")
    ResponseEntity<Void> forget(@PathVariable String plural, @PathVariable UUID id, @PathVariable UUID comment) {
        comments.delete(types.require(plural, Operation.COMMENT), id, comment);
        return ResponseEntity.noContent().build();
    }

    /** What somebody agreed to, latest first, each with the wording that they agreed to. */
    @GetMapping("/consents")
    Map<String, Object> consents(@PathVariable String plural, @PathVariable UUID id) {
        RecordType<?> type = types.require(plural, Operation.READ);
        if (!consents.isAboutPeople(type)) {
            throw ApiProblem.notFound();
        }
        return Map.of(
                "data", consents.of(type, id).stream().map(AttachedApi::consent).toList());
    }

    private static Map<String, @Nullable Object> consent(PersonalConsents.Consent consent) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", consent.id());
        form.put("purpose", consent.wording().purpose());
        form.put("version", consent.wording().version());
        form.put("wording", consent.wording().body());
        form.put("givenOn", consent.givenOn());
        form.put("source", consent.source());
        form.put("withdrawnAt", consent.withdrawnAt());
        return form;
    }

    private static UUID answered(JsonNode sent) {
        try {
            return UUID.fromString(sent.path("answers").asString());
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid(
                    List.of(com.innodus.kernel.records.Problem.of("answers", "comment.answered.gone")));
        }
    }

    private static String body(JsonNode sent) {
        JsonNode body = sent.path("body");
        if (!body.isString()) {
            throw ApiProblem.invalid(List.of(com.innodus.kernel.records.Problem.of("body", "api.want.text")));
        }
        return body.stringValue();
    }

    @GetMapping("/files")
    Map<String, Object> files(@PathVariable String plural, @PathVariable UUID id) {
        return Map.of("data", attachments.of(types.require(plural, Operation.READ), id));
    }

    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Attachment> attach(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam MultipartFile file) throws IOException {
        RecordType<?> type = types.require(plural, Operation.EDIT);
        if (file.getSize() > Attachments.LARGEST) {
            throw new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, "too-large", Long.toString(Attachments.LARGEST));
        }
        String name = file.getOriginalFilename();
        UUID made = attachments.attach(type, id, name == null ? "" : name, file.getBytes());
        return ResponseEntity.status(HttpStatus.CREATED).body(one(type, id, made));
    }

    /** Never shown in a browser: whoever asks is a program. */
    @GetMapping("/files/{file:" + ApiPaths.ID + "}")
    ResponseEntity<byte[]> content(@PathVariable String plural, @PathVariable UUID id, @PathVariable UUID file) {
        Attachment attachment = ofRecord(types.require(plural, Operation.READ), id, file);
        byte[] content =
                attachments.open(file).orElseThrow(ApiProblem::notFound).content();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    @DeleteMapping("/files/{file:" + ApiPaths.ID + "}")
    ResponseEntity<Void> detach(@PathVariable String plural, @PathVariable UUID id, @PathVariable UUID file) {
        RecordType<?> type = types.require(plural, Operation.EDIT);
        one(type, id, file);
        attachments.remove(type, id, file);
        return ResponseEntity.noContent().build();
    }

    /** The same, or one that a field of it holds. */
    private <E extends BaseRecord> Attachment ofRecord(RecordType<E> type, UUID id, UUID file) {
        return attachments.all(type, id).stream()
                .filter(attachment -> attachment.id().equals(file))
                .findFirst()
                .orElseThrow(ApiProblem::notFound);
    }

    /** A file of this record and of no other. */
    private <E extends BaseRecord> Attachment one(RecordType<E> type, UUID id, UUID file) {
        return attachments.of(type, id).stream()
                .filter(attachment -> attachment.id().equals(file))
                .findFirst()
                .orElseThrow(ApiProblem::notFound);
    }
}
