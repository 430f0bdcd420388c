package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.kernel.transfer.TableWriter;
import com.innodus.kernel.transfer.TableWriter.Cell;
import com.innodus.kernel.transfer.TableWriter.Text;
import com.innodus.kernel.transfer.XlsxTableWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists as files, and the rows that an import refused. Behind the log-in, and through the gate. */
@Controller
class ExchangeDownloads {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final int MOST_CHOSEN = 10_000;

    private final RecordTypes types;
    private final Exports exports;
    private final Imports imports;
    private final Access access;
    private final Records records;

    ExchangeDownloads(RecordTypes types, Exports exports, Imports imports, Access access, Records records) {
        this.types = types;
        this.exports = exports;
        this.imports = imports;
        this.access = access;
        this.records = records;
    }

    private interface Writing {
        void to(TableWriter file) throws IOException;
    }

    /** The list as its address has it: search, filter and order. */
    @GetMapping("/export/{plural}.{format}")
    void list(
            @PathVariable String plural,
            @PathVariable String format,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String sort,
            HttpServletResponse response)
            throws IOException {
        RecordType<?> type = type(plural);
        Query query = new Query(filter(type, filter), q, Query.Sort.read(type, sort));
        Locale locale = CurrentActor.get().locale();
        send(type, format, response, file -> exports.write(type, query, file, locale));
    }

    /** Chosen records; a form posts them, because an address can't be that long. Changes nothing. */
    @PostMapping("/export/{plural}.{format}")
    void chosen(
            @PathVariable String plural,
            @PathVariable String format,
            @RequestParam List<UUID> ids,
            HttpServletResponse response)
            throws IOException {
        RecordType<?> type = type(plural);
        List<UUID> chosen = ids.stream().limit(MOST_CHOSEN).toList();
        Locale locale = CurrentActor.get().locale();
        send(type, format, response, file -> exports.write(type, chosen, file, locale));
    }

    /** The refused rows as they were, with the reasons in a further column, to be corrected and imported again. */
    @GetMapping("/imports/{id}/refused.csv")
    void refused(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        ImportJob job = imports.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        RecordType<?> type = types.require(job.recordType());
        Locale locale = CurrentActor.get().locale();
        List<String> header = new ArrayList<>(imports.headers(job));
        header.add(Texts.text(locale, "import.reasons"));
        begin(response, "text/csv;charset=UTF-8", job.fileName().replaceAll("\\.[^.]*$", "") + "-rechazadas.csv");
        try (OutputStream out = response.getOutputStream();
                CsvTableWriter file = new CsvTableWriter(out)) {
            file.header(header);
            for (Imports.Refusal refusal : imports.refusals(id, Integer.MAX_VALUE)) {
                List<Cell> row = new ArrayList<>();
                refusal.cells().forEach(cell -> row.add(new Text(cell)));
                row.add(new Text(refusal.reasons().stream()
                        .map(reason -> Reasons.sentence(type, reason, locale))
                        .collect(Collectors.joining(" "))));
                file.row(row);
            }
        }
    }

    private RecordType<?> type(String plural) {
        return types.byPlural(plural)
                .filter(found -> access.may(found.key(), Operation.READ))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Filter filter(RecordType<?> type, String text) {
        try {
            Filter filter = FilterText.read(text);
            if (records.fits(type, filter)) {
                return filter;
            }
        } catch (InvalidFilter e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, text, e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, text);
    }

    private void send(RecordType<?> type, String format, HttpServletResponse response, Writing writing)
            throws IOException {
        exports.demand(type);
        String name = type.plural() + "-" + LocalDate.now(ZONE);
        switch (format) {
            case "csv" -> {
                begin(response, "text/csv;charset=UTF-8", name + ".csv");
                try (CsvTableWriter file = new CsvTableWriter(response.getOutputStream())) {
                    writing.to(file);
                }
            }
            case "xlsx" -> {
                begin(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
                try (XlsxTableWriter file = new XlsxTableWriter(response.getOutputStream(), type.plural(), ZONE)) {
                    writing.to(file);
                }
            }
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static void begin(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
