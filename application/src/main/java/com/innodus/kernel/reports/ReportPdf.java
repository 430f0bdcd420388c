package com.innodus.kernel.reports;

import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.brand.Look;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.reports.ReportTable.Cell;
import com.innodus.kernel.reports.ReportTable.Row;
import com.innodus.tenants.context.TenantScope;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.Palette;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings.Syntax;
import org.jsoup.nodes.Entities.EscapeMode;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A report on paper, in the brand: its logo and colour, the words around its documents, the pages numbered. */
@Component
class ReportPdf {
    /** Comes with PDFBox; it has the letters of all languages of Europe. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final Brands brands;

    ReportPdf(Brands brands) {
        this.brands = brands;
    }

    byte[] of(String name, ReportTable table, Definition definition, LocalDate today, Locale locale) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(
                () -> Objects.requireNonNull(PDType0Font.class.getResourceAsStream(FONT)),
                "Report",
                400,
                FontStyle.NORMAL,
                true);
        // nothing is fetched from anywhere: pictures stand in the document
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withHtmlContent(xhtml(html(name, table, definition, today, locale)), null);
        builder.withProducer("Innodus CRM");
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String xhtml(String html) {
        var document = Jsoup.parse(html);
        document.outputSettings().syntax(Syntax.xml).escapeMode(EscapeMode.xhtml);
        return document.html();
    }

    private String html(String name, ReportTable table, Definition definition, LocalDate today, Locale locale) {
        Look look = brands.current();
        String accent = Palette.light(look.brand()).accent().hex();
        boolean isWide = table.columns().size() > 6;
        StringBuilder page = new StringBuilder("<html lang='" + locale.getLanguage() + "'><head><title>"
                + HtmlUtils.htmlEscape(name) + "</title><style>"
                + STYLE.formatted(
                        isWide ? "A4 landscape" : "A4",
                        cssText(Texts.text(locale, "report.page")),
                        cssText(TenantScope.current().name()),
                        accent,
                        accent)
                + "</style></head><body>");
        page.append("<div class='head'>")
                .append(logo(look))
                .append(look.brand().documentHeader())
                .append("</div><h1>")
                .append(HtmlUtils.htmlEscape(name))
                .append("</h1><p class='when'>")
                .append(today.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale)))
                .append("</p>");
        if (definition.layout() != Definition.Layout.TABLE) {
            bars(page, table, accent);
        }
        table(page, table);
        if (table.cut()) {
            page.append("<p>")
                    .append(HtmlUtils.htmlEscape(Texts.text(locale, "report.cut")))
                    .append("</p>");
        }
        return page.append("<div class='foot'>")
                .append(look.brand().documentFooter())
                .append("</div></body></html>")
                .toString();
    }

    private static final String STYLE = """
            @page { size: %s; margin: 18mm 15mm 20mm; @bottom-right { content: "%s " counter(page) " / " counter(pages); font: 8pt Report; color: #5a6270; }
              @bottom-left { content: "%s"; font: 8pt Report; color: #5a6270; } }
            body { font-family: Report; font-size: 9pt; color: #1d2433; }
            h1 { font-size: 17pt; margin: 0; color: %s; font-weight: 400; }
            .head { margin-bottom: 6mm; } .head img { height: 11mm; } .when { color: #5a6270; margin: 1mm 0 5mm; }
            table { width: 100%%; border-collapse: collapse; -fs-table-paginate: paginate; }
            th { text-align: left; font-weight: 400; color: #5a6270; border-bottom: 0.6pt solid %s; padding: 1.4mm 1.2mm; }
            td { border-bottom: 0.3pt solid #d8dce2; padding: 1.2mm; } tr { page-break-inside: avoid; }
            .figure { text-align: right; white-space: nowrap; } .within td { color: #414a58; } .within .label { padding-left: 5mm; }
            .total td { border-top: 0.8pt solid #1d2433; border-bottom: 0; font-size: 10pt; }
            .bars td { border: 0; padding: 0.6mm 1.2mm; } .bars .name { width: 35%%; } .bars .bar { height: 4mm; }
            .bars { margin-bottom: 6mm; } .foot { margin-top: 8mm; color: #5a6270; font-size: 8pt; }
            """;

    private static String cssText(String text) {
        return text.replaceAll("[\\\\\"\\p{Cntrl}<]", " ");
    }

    private String logo(Look look) {
        String hash = look.brand().images().get(Image.LOGO);
        return brands.asset(Objects.requireNonNullElse(hash, ""))
                .filter(asset -> !asset.mediaType().contains("svg"))
                .map(asset -> "<img alt='' src='data:" + asset.mediaType() + ";base64,"
                        + Base64.getEncoder().encodeToString(asset.content()) + "'>")
                .orElse("");
    }

    /** The first figure of each category, drawn with nothing but boxes. */
    private static void bars(StringBuilder page, ReportTable table, String accent) {
        if (table.drawn().isEmpty()) {
            return;
        }
        int shown = table.drawn().getFirst();
        List<Row> rows = table.categories().stream().limit(25).toList();
        BigDecimal most =
                rows.stream().map(row -> number(row.cells().get(shown))).reduce(BigDecimal.ZERO, BigDecimal::max);
        if (most.signum() == 0) {
            return;
        }
        page.append("<table class='bars'>");
        for (Row row : rows) {
            Cell cell = row.cells().get(shown);
            int width = number(cell)
                    .max(BigDecimal.ZERO)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(most, MathContext.DECIMAL32)
                    .intValue();
            page.append("<tr><td class='name'>")
                    .append(HtmlUtils.htmlEscape(row.cells().getFirst().text()))
                    .append("</td><td><div class='bar' style='width:")
                    .append(width)
                    .append("%;background:")
                    .append(row.colour() == null ? accent : row.colour())
                    .append("'></div></td></tr>");
        }
        page.append("</table>");
    }

    private static BigDecimal number(Cell cell) {
        return cell.number() == null ? BigDecimal.ZERO : cell.number();
    }

    private static void table(StringBuilder page, ReportTable table) {
        page.append("<table><thead><tr>");
        table.columns()
                .forEach(column -> page.append(column.isFigure() ? "<th class='figure'>" : "<th>")
                        .append(HtmlUtils.htmlEscape(column.name()))
                        .append("</th>"));
        page.append("</tr></thead><tbody>");
        table.rows().forEach(row -> row(page, table, row, row.level() == 0 ? "" : "within"));
        if (table.total() != null) {
            row(page, table, table.total(), "total");
        }
        page.append("</tbody></table>");
    }

    private static void row(StringBuilder page, ReportTable table, Row row, String kind) {
        page.append("<tr class='").append(kind).append("'>");
        for (int i = 0; i < row.cells().size(); i++) {
            page.append(table.columns().get(i).isFigure() ? "<td class='figure'>" : "<td class='label'>")
                    .append(HtmlUtils.htmlEscape(row.cells().get(i).text()))
                    .append("</td>");
        }
        page.append("</tr>");
    }
}
