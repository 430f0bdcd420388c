package com.innodus.kernel.reports.ui;

import com.innodus.kernel.charts.ui.Chart;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.ReportTable;
import com.innodus.kernel.reports.ReportTable.Cell;
import com.innodus.kernel.reports.ReportTable.Row;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report's answer: the picture, if it has one, and the table that says the same; each figure leads to its records. */
public class ReportPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<?> type;
    private final transient ReportTable table;

    /** @param brief the picture alone where there is one, for a small place */
    public ReportPanel(
            RecordType<?> type, String name, Definition definition, ReportTable table, int most, boolean brief) {
        this.type = type;
        this.table = table;
        addClassName("report-panel");
        boolean isChart = definition.layout() != Layout.TABLE
                && !definition.isList()
                && !table.drawn().isEmpty()
                && !definition.rows().isEmpty();
        if (table.rows().isEmpty()) {
            add(new Paragraph(getTranslation("report.nothing")));
            return;
        }
        if (isChart) {
            add(chart(name, definition.layout(), brief));
        }
        if (!isChart || !brief) {
            Div scroll = new Div(table(name, most));
            scroll.addClassName("report-table");
            scroll.getElement().setAttribute("tabindex", "0");
            scroll.getElement().setAttribute("role", "region");
            scroll.getElement().setAttribute("aria-label", name);
            add(scroll);
        }
        if (table.cut() || table.rows().size() > most) {
            add(new Paragraph(getTranslation("report.cut")));
        }
    }

    private Div chart(String name, Layout layout, boolean brief) {
        Chart chart = new Chart(ReportChart.option(table, layout), name, this::open);
        Div place = new Div(chart);
        place.addClassName("report-chart");
        if (!brief) {
            Button save = new Button(
                    getTranslation("chart.save"), VaadinIcon.DOWNLOAD_ALT.create(), click -> chart.save(name));
            save.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            place.add(save);
        }
        return place;
    }

    /** Shows the records behind a bar; numbers that no bar has come from no click. */
    void open(int index, int series) {
        List<Row> rows = ReportChart.drawn(table);
        if (index >= 0
                && index < rows.size()
                && series >= 0
                && series < table.drawn().size()) {
            Filter behind =
                    rows.get(index).cells().get(table.drawn().get(series)).behind();
            if (behind != null) {
                UI.getCurrent().navigate(type.plural(), parameters(behind));
            }
        }
    }

    private static QueryParameters parameters(Filter filter) {
        return filter.isEmpty()
                ? QueryParameters.empty()
                : QueryParameters.simple(Map.of("filter", FilterText.write(filter)));
    }

    private NativeTable table(String name, int most) {
        NativeTable shown = new NativeTable();
        shown.setCaptionText(name);
        NativeTableRow head = shown.getHead().addRow();
        for (ReportTable.Column column : table.columns()) {
            if (column.name().isEmpty()) {
                head.add(new NativeTableCell());
                continue;
            }
            NativeTableHeaderCell heading = new NativeTableHeaderCell(column.name());
            heading.getElement().setAttribute("scope", "col");
            heading.setClassName("number", column.isFigure());
            head.add(heading);
        }
        table.rows().stream().limit(most).forEach(row -> row(shown.getBody().addRow(), row));
        Row total = table.total();
        if (total != null) {
            NativeTableRow last = shown.getBody().addRow();
            last.addClassName("total");
            row(last, total);
        }
        return shown;
    }

    private void row(NativeTableRow line, Row row) {
        line.setClassName("within", row.level() > 0);
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            NativeTableCell shown = new NativeTableCell();
            shown.setClassName("number", table.columns().get(i).isFigure());
            String link =
                    i == 0 && row.record() != null ? "/app/" + type.plural() + "/" + row.record() : link(cell.behind());
            if (link == null || cell.text().isEmpty()) {
                shown.setText(cell.text());
            } else {
                shown.add(new Anchor(link, cell.text()));
            }
            line.add(shown);
        }
    }

    private @Nullable String link(@Nullable Filter behind) {
        return behind == null
                ? null
                : "/app/" + new Location(type.plural(), parameters(behind)).getPathWithQueryParameters();
    }
}
