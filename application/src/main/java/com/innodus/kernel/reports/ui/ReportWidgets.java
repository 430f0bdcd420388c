package com.innodus.kernel.reports.ui;

import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.TooSlow;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.ReportRun;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports on the dashboard. */
@org.springframework.stereotype.Component
class ReportWidgets implements WidgetKind {
    private static final int MOST = 12;

    /** Of the reports that colleagues share, those that a new user finds on the first page. */
    private static final int AT_FIRST = 2;

    private final ReportView.Parts parts;
    private final Features features;

    ReportWidgets(ReportView.Parts parts, Features features) {
        this.parts = parts;
        this.features = features;
    }

    @Override
    public String key() {
        return "report";
    }

    private List<Report> all() {
        return features.isOn(ReportsView.FEATURE) ? parts.reports().all() : List.of();
    }

    @Override
    public List<WidgetKind.Choice> choices(Locale locale) {
        return all().stream()
                .map(report -> new WidgetKind.Choice(report.id().toString(), report.name()))
                .toList();
    }

    @Override
    public List<Placed> standard() {
        return all().stream()
                .filter(report ->
                        report.sharing() == Sharing.ALL && report.definition().layout() != Layout.TABLE)
                .limit(AT_FIRST)
                .map(report -> new Placed(key(), report.id().toString(), 6, 2))
                .toList();
    }

    private Optional<Report> find(String setting) {
        return features.isOn(ReportsView.FEATURE)
                ? ReportView.uuid(setting).flatMap(parts.reports()::find)
                : Optional.empty();
    }

    @Override
    public String title(String setting, Locale locale) {
        return find(setting).map(Report::name).orElseGet(() -> UI.getCurrent().getTranslation("dashboard.gone"));
    }

    @Override
    public Optional<Component> make(String setting) {
        return find(setting).map(this::panel);
    }

    private Component panel(Report report) {
        UI ui = UI.getCurrent();
        Div widget = new Div();
        widget.addClassName("report-widget");
        try {
            widget.add(new ReportPanel(
                    parts.types().require(report.type()),
                    report.name(),
                    report.definition(),
                    parts.run()
                            .run(
                                    report.type(),
                                    report.definition(),
                                    ReportRun.Choice.of(report.definition()),
                                    MOST,
                                    ui.getLocale()),
                    MOST,
                    true));
        } catch (InvalidFilter e) {
            widget.add(new Paragraph(ui.getTranslation("report.unfit")));
        } catch (TooSlow e) {
            widget.add(new Paragraph(ui.getTranslation("report.slow")));
        }
        Anchor open = new Anchor("/app/" + ReportsView.PATH + "/" + report.id(), ui.getTranslation("report.mail.open"));
        widget.add(open);
        return widget;
    }
}
