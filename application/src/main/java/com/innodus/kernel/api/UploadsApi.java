package com.innodus.kernel.api;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.StoredFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files for fields: sent here first, then named by their id in the record that is to hold them. */
@RestController
class UploadsApi {
    private final ApiTypes types;
    private final Attachments attachments;

    UploadsApi(ApiTypes types, Attachments attachments) {
        this.types = types;
        this.attachments = attachments;
    }

    /** Keeps the file two days for the record. */
    @PostMapping(path = "/api/v1/{plural:[a-z][a-z-]*}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<@Nullable Object> keep(
            @PathVariable String plural, @RequestParam String field, @RequestParam MultipartFile file)
            throws IOException {
        return ResponseEntity.status(HttpStatus.CREATED).body(keep(types.require(plural, Operation.READ), field, file));
    }

    private <E extends BaseRecord> @Nullable Object keep(RecordType<E> type, String field, MultipartFile file)
            throws IOException {
        if (file.getSize() > Attachments.LARGEST) {
            throw new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, "too-large", Long.toString(Attachments.LARGEST));
        }
        String name = file.getOriginalFilename();
        StoredFile kept = attachments.store(type, field, name == null ? "" : name, file.getBytes());
        return JsonForm.write(type.require(field).type(), kept);
    }
}
