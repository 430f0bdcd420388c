package com.innodus.kernel.reports.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.faces.ui.FilterBar;
import com.innodus.kernel.faces.ui.Operands;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.TooSlow;
import com.innodus.kernel.reports.Period;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.ReportRun;
import com.innodus.kernel.reports.ReportRun.Choice;
import com.innodus.kernel.reports.Reports;
import com.innodus.kernel.reports.Schedules;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A report and its answer; what its reader chose stands in the address. */
@Route(ReportsView.PATH + "/:id")
@PermitAll
@OfFeature(ReportsView.FEATURE)
public class ReportView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    /** Lines that a screen shows; files have more. */
    static final int MOST = 300;

    private final transient Parts parts;
    private final Div answer = new Div();
    private transient Report report;
    private transient Choice choice;

    /** What report screens are made with. */
    @org.springframework.stereotype.Component
    record Parts(
            Reports reports,
            ReportRun run,
            RecordTypes types,
            Records records,
            FieldRights rights,
            Access access,
            Operands operands,
            Schedules schedules,
            Users users) {}

    @SuppressWarnings("NullAway.Init")
    ReportView(Parts parts) {
        this.parts = parts;
        addClassName("report-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        report = event.getRouteParameters()
                .get("id")
                .flatMap(ReportView::uuid)
                .flatMap(parts.reports()::find)
                .orElseThrow(NotFoundException::new);
        RecordType<?> type = parts.rights().seen(parts.types().require(report.type()));
        choice = choice(type, event.getLocation().getQueryParameters());
        removeAll();
        add(header(), asked(type), answer);
        show();
    }

    static java.util.Optional<UUID> uuid(String text) {
        try {
            return java.util.Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return java.util.Optional.empty();
        }
    }

    private Choice choice(RecordType<?> type, QueryParameters parameters) {
        Choice usual = Choice.of(report.definition());
        Filter conditions = parameters
                .getSingleParameter("asked")
                .map(ReportView::filter)
                .filter(filter -> parts.records().fits(type, filter))
                .orElse(usual.conditions());
        Period period = parameters
                .getSingleParameter("period")
                .flatMap(name -> Arrays.stream(Period.values())
                        .filter(each -> each.name().equals(name))
                        .findFirst())
                .orElse(usual.period());
        return new Choice(conditions, period);
    }

    private static Filter filter(String text) {
        try {
            return FilterText.read(text);
        } catch (InvalidFilter e) {
            return Filter.NONE;
        }
    }

    private Div header() {
        Div header = new Div(new H1(report.name()));
        header.addClassName("view-header");
        MenuBar more = new MenuBar();
        more.addThemeVariants(MenuBarVariant.TERTIARY);
        if (parts.access().may(report.type(), Operation.EXPORT)) {
            SubMenu formats = more.addItem(getTranslation("list.export")).getSubMenu();
            for (String format : List.of("xlsx", "csv", "pdf")) {
                formats.addItem(getTranslation("report.export." + format), click -> export(format));
            }
        }
        if (Reports.mayDelete(report)) {
            more.addItem(getTranslation("action.delete"), click -> askDelete());
        }
        header.add(more);
        if (Reports.mayChange(report)) {
            more.addItem(
                    getTranslation("report.schedule"),
                    click -> new ScheduleDialog(parts.schedules(), parts.users(), report).open());
            Button edit = new Button(
                    getTranslation("action.edit"),
                    VaadinIcon.EDIT.create(),
                    click -> UI.getCurrent().navigate(ReportsView.PATH + "/" + report.id() + "/edit"));
            edit.setId("edit-report");
            header.add(edit);
        }
        return header;
    }

    private <E extends BaseRecord> Component asked(RecordType<E> type) {
        Div bar = new Div();
        bar.addClassName("filter-bar");
        if (!report.definition().periodField().isEmpty()) {
            Select<Period> period = ReportTexts.periods(this);
            period.setValue(choice.period());
            period.addValueChangeListener(change -> choose(new Choice(choice.conditions(), change.getValue())));
            bar.add(period);
        }
        bar.add(new FilterBar(
                type, choice.conditions(), parts.operands(), filter -> choose(new Choice(filter, choice.period()))));
        return bar;
    }

    private void choose(Choice other) {
        choice = other;
        show();
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(ReportsView.PATH + "/" + report.id(), parameters()));
    }

    private QueryParameters parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Choice usual = Choice.of(report.definition());
        if (!choice.conditions().equals(usual.conditions())) {
            parameters.put("asked", FilterText.write(choice.conditions()));
        }
        if (choice.period() != usual.period()) {
            parameters.put("period", choice.period().name());
        }
        return QueryParameters.simple(parameters);
    }

    private void show() {
        answer.removeAll();
        try {
            answer.add(new ReportPanel(
                    parts.types().require(report.type()),
                    report.name(),
                    report.definition(),
                    parts.run().run(report.type(), report.definition(), choice, MOST, getLocale()),
                    MOST,
                    false));
        } catch (InvalidFilter e) {
            // of a field that is gone, or that the reader doesn't have
            answer.add(new Paragraph(getTranslation("report.unfit")));
        } catch (TooSlow e) {
            answer.add(new Paragraph(getTranslation("report.slow")));
        }
    }

    private void export(String format) {
        Location file = new Location("report/" + report.id() + "." + format, parameters());
        UI.getCurrent().getPage().open("/" + file.getPathWithQueryParameters(), "_self");
    }

    private void askDelete() {
        new ConfirmDialog(
                        getTranslation("report.delete"),
                        getTranslation("report.delete.text", report.name()),
                        getTranslation("action.delete"),
                        confirm -> {
                            parts.reports().delete(report.id());
                            UI.getCurrent().navigate(ReportsView.PATH);
                        },
                        getTranslation("action.cancel"),
                        cancel -> {})
                .open();
    }

    @Override
    public String getPageTitle() {
        return report.name();
    }
}
