package com.innodus.kernel.privacy;

import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Hands out access reports, to those who may make them. */
@Controller
class AccessReportDownloads {
    private final AccessReport report;
    private final RecordTypes types;

    AccessReportDownloads(AccessReport report, RecordTypes types) {
        this.report = report;
        this.types = types;
    }

    @GetMapping("/personal-data/{plural}/{id}.zip")
    void download(@PathVariable String plural, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        RecordType<?> type = types.byPlural(plural)
                .filter(found -> report.isFor(found, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + plural + "-" + id + ".zip\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        report.write(type, id, response.getOutputStream());
    }
}
