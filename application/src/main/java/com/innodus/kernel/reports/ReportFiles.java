package com.innodus.kernel.reports;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.TooSlow;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.kernel.transfer.TableWriter;
import com.innodus.kernel.transfer.TableWriter.Blank;
import com.innodus.kernel.transfer.TableWriter.Decimal;
import com.innodus.kernel.transfer.TableWriter.Text;
import com.innodus.kernel.transfer.XlsxTableWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Reports as files, with the rights of whoever fetches them. */
@Controller
@OfFeature("reports")
class ReportFiles {
    /** Lines of a file; more are read by programs, which have the interface. */
    private static final int MOST = 10_000;

    private final Reports reports;
    private final ReportRun run;
    private final ReportPdf pdf;
    private final Access access;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    ReportFiles(
            Reports reports,
            ReportRun run,
            ReportPdf pdf,
            Access access,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.audit = audit;
        this.transactions = transactions;
        this.reports = reports;
        this.run = run;
        this.pdf = pdf;
        this.access = access;
        this.clock = clock;
    }

    /** @param asked conditions and @param period that were chosen on the screen; without them what the report proposes */
    @GetMapping("/report/{id}.{format}")
    void file(
            @PathVariable UUID id,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable String asked,
            @RequestParam(required = false) @Nullable String period,
            HttpServletResponse response)
            throws IOException {
        if (!List.of("csv", "xlsx", "pdf").contains(format)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Report report = reports.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        for (String type : run.typesOf(report.type(), report.definition())) {
            if (!access.may(type, Operation.EXPORT)) {
                throw new Forbidden(Operation.EXPORT, type);
            }
        }
        Locale locale = CurrentActor.get().locale();
        ReportTable table;
        try {
            table = run.export(
                    report.type(), report.definition(), choice(report.definition(), asked, period), MOST, locale);
        } catch (InvalidFilter e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "filter", e);
        } catch (TooSlow e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "slow", e);
        }
        int rows = table.rows().size();
        transactions.executeWithoutResult(
                status -> audit.note("export.done", report.name(), List.of(Change.fact("#audit.rows", rows))));
        switch (format) {
            case "csv" -> {
                begin(response, "text/csv;charset=UTF-8", report.name() + ".csv");
                try (CsvTableWriter file = new CsvTableWriter(response.getOutputStream())) {
                    write(table, file);
                }
            }
            case "xlsx" -> {
                begin(
                        response,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        report.name() + ".xlsx");
                try (XlsxTableWriter file = new XlsxTableWriter(
                        response.getOutputStream(),
                        report.name().replaceAll("[\\[\\]:*?/\\\\]", " "),
                        ReportRun.ZONE)) {
                    write(table, file);
                }
            }
            default -> {
                byte[] document = pdf.of(
                        report.name(),
                        table,
                        report.definition(),
                        LocalDate.now(clock.withZone(ReportRun.ZONE)),
                        locale);
                begin(response, "application/pdf", report.name() + ".pdf");
                response.getOutputStream().write(document);
            }
        }
    }

    private static ReportRun.Choice choice(Definition definition, @Nullable String asked, @Nullable String period) {
        ReportRun.Choice usual = ReportRun.Choice.of(definition);
        Period chosen = usual.period();
        for (Period each : Period.values()) {
            chosen = each.name().equals(period) ? each : chosen;
        }
        return new ReportRun.Choice(asked == null ? usual.conditions() : FilterText.read(asked), chosen);
    }

    private static void write(ReportTable table, TableWriter file) throws IOException {
        file.header(table.columns().stream().map(ReportTable.Column::name).toList());
        List<ReportTable.Row> rows = new ArrayList<>(table.rows());
        if (table.total() != null) {
            rows.add(table.total());
        }
        for (ReportTable.Row row : rows) {
            List<TableWriter.Cell> cells = new ArrayList<>();
            row.cells()
                    .forEach(cell -> cells.add(
                            cell.number() != null
                                    ? new Decimal(cell.number())
                                    : cell.text().isEmpty() ? new Blank() : new Text(cell.text())));
            file.row(cells);
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
