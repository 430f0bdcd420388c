package com.innodus.kernel.files;

import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves attachments through the gate. Only pictures and PDF open in the browser, nothing that could run script. */
@RestController
class AttachmentDownloads {
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    private final Attachments attachments;

    AttachmentDownloads(Attachments attachments) {
        this.attachments = attachments;
    }

    /** Nothing in a file may run. A browser's PDF viewer refuses to work in a sandbox, and runs no script of its own site. */
    private static String policy(Attachments.Attachment file) {
        return file.mediaType().equals("application/pdf")
                ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
                : "sandbox; default-src 'none'";
    }

    @GetMapping("/files/{id}/{name}")
    ResponseEntity<byte[]> download(
            @PathVariable UUID id, @PathVariable String name, @RequestParam(defaultValue = "false") boolean small) {
        return attachments
                .open(id, small)
                .map(file -> {
                    boolean shown = SHOWN.contains(file.attachment().mediaType());
                    ContentDisposition disposition = (shown
                                    ? ContentDisposition.inline()
                                    : ContentDisposition.attachment())
                            .filename(file.attachment().name(), java.nio.charset.StandardCharsets.UTF_8)
                            .build();
                    return ResponseEntity.ok()
                            .contentType(
                                    shown
                                            ? MediaType.parseMediaType(
                                                    file.attachment().mediaType())
                                            : MediaType.APPLICATION_OCTET_STREAM)
                            .header("Content-Disposition", disposition.toString())
                            .header("Content-Security-Policy", policy(file.attachment()))
                            .header("X-Content-Type-Options", "nosniff")
                            .cacheControl(CacheControl.noCache().cachePrivate())
                            .body(file.content());
                })
                .orElse(ResponseEntity.notFound().build());
    }
}
