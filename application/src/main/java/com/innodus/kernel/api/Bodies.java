package com.innodus.kernel.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was sent, as far as it is no more than a record needs: neither long, nor deep, nor ambiguous. */
@Component
class Bodies {
    static final int RECORD = 1024 * 1024;
    static final int BULK = 16 * 1024 * 1024;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(12)
                            .maxStringLength(500_000)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // money has more digits than a double
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The object that was sent. @throws ApiProblem when it is none, or longer than {@code most} bytes */
    JsonNode object(HttpServletRequest request, int most) throws IOException {
        String type = request.getContentType();
        if (type == null
                || !type.toLowerCase(java.util.Locale.ROOT).matches("application/(merge-patch\\+)?json\\b.*")) {
            throw new ApiProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type");
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, "too-large", Integer.toString(most));
        }
        try {
            JsonNode read = json.readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw ApiProblem.badRequest("json", where);
        }
        throw ApiProblem.badRequest("json", "");
    }
}
