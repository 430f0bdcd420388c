package com.innodus.kernel.reports.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.FieldPaths;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.TooSlow;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.ReportRun.Choice;
import com.innodus.kernel.reports.ReportTable;
import com.innodus.kernel.reports.Reports;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a report, with its answer beside it at every step. */
@Route(ReportsView.PATH + "/new")
@RouteAlias(ReportsView.PATH + "/:id/edit")
@PermitAll
@OfFeature(ReportsView.FEATURE)
public class ReportEditView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    /** Lines of the preview. */
    private static final int MOST = 50;

    private final transient ReportView.Parts parts;
    private final transient FieldPaths paths;
    private final TextField name = new TextField();
    private final Select<Sharing> sharing;
    private final Div form = new Div();
    private final Div preview = new Div();
    private transient @Nullable Report report;
    private transient RecordType<?> type;
    private @Nullable ReportForm questions;
    private transient Definition definition = Definition.COUNT;

    @SuppressWarnings("NullAway.Init")
    ReportEditView(ReportView.Parts parts, FieldPaths paths) {
        this.parts = parts;
        this.paths = paths;
        addClassName("report-edit");
        name.setLabel(getTranslation("report.name"));
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(Reports.LONGEST_NAME);
        name.setId("report-name");
        sharing = ReportTexts.choices(this, "sharing", Sharing.values());
        sharing.setVisible(parts.reports().mayShare());
        preview.addClassName("report-preview");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get("id").orElse(null);
        report = asked == null
                ? null
                : ReportView.uuid(asked)
                        .flatMap(parts.reports()::find)
                        .filter(Reports::mayChange)
                        .orElseThrow(NotFoundException::new);
        List<RecordType<?>> possible = parts.types().all().stream()
                .filter(each -> parts.access().may(each.key(), Operation.READ))
                .<RecordType<?>>map(each -> parts.rights().seen(each))
                // lists of values are the last that anybody counts
                .sorted(Comparator.comparing(each -> each.area().equals("settings")))
                .toList();
        if (possible.isEmpty()) {
            throw new NotFoundException();
        }
        type = report == null
                ? possible.getFirst()
                : parts.rights().seen(parts.types().require(report.type()));
        definition = report == null ? Definition.COUNT : report.definition();
        name.setValue(report == null ? "" : report.name());
        sharing.setValue(report == null ? Sharing.PRIVATE : report.sharing());
        removeAll();
        add(header(), body(possible));
        refill();
    }

    private Div header() {
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-report");
        Button cancel = new Button(getTranslation("action.cancel"), click -> leave());
        Div header = new Div(new H1(getPageTitle()), cancel, save);
        header.addClassName("view-header");
        return header;
    }

    private Div body(List<RecordType<?>> possible) {
        Select<RecordType<?>> about = new Select<>();
        about.setLabel(getTranslation("report.type"));
        about.setItems(possible);
        about.setItemLabelGenerator(each -> each.pluralName(getLocale()));
        about.setValue(possible.stream()
                .filter(each -> each.key().equals(type.key()))
                .findFirst()
                .orElseThrow());
        about.setReadOnly(report != null);
        about.setId("report-type");
        about.addValueChangeListener(change -> {
            type = change.getValue();
            definition = Definition.COUNT;
            refill();
        });
        Div first = new Div(name, sharing, about);
        first.addClassName("report-fields");
        Section left = new Section(first, form);
        left.addClassNames("section-card", "report-form");
        Section right = new Section(new H2(getTranslation("report.preview")), preview);
        right.addClassName("section-card");
        right.getElement().setAttribute("aria-live", "polite");
        Div body = new Div(left, right);
        body.addClassName("report-builder");
        return body;
    }

    private void refill() {
        form.removeAll();
        questions = new ReportForm(type, definition, paths.of(type), parts.operands(), this::use);
        form.add(questions);
        show();
    }

    private void use(Definition other) {
        definition = other;
        show();
    }

    private void show() {
        preview.removeAll();
        try {
            ReportTable table = parts.run().run(type.key(), definition, Choice.of(definition), MOST, getLocale());
            if (questions != null) {
                questions.offer(table);
            }
            preview.add(new ReportPanel(
                    type,
                    name.getValue().isBlank() ? getTranslation("report.preview") : name.getValue(),
                    definition,
                    table,
                    MOST,
                    false));
        } catch (InvalidFilter e) {
            preview.add(new Paragraph(getTranslation("report.unfit")));
        } catch (TooSlow e) {
            preview.add(new Paragraph(getTranslation("report.slow")));
        }
    }

    private void save() {
        try {
            Report known = report;
            if (known == null) {
                report = parts.reports().save(type.key(), name.getValue(), sharing.getValue(), definition);
            } else {
                parts.reports().update(known.id(), name.getValue(), sharing.getValue(), definition);
            }
            leave();
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            name.setErrorMessage(Texts.text(
                    getLocale(), problem.message(), problem.arguments().toArray()));
            name.setInvalid(true);
            name.focus();
        }
    }

    private void leave() {
        UI.getCurrent().navigate(report == null ? ReportsView.PATH : ReportsView.PATH + "/" + report.id());
    }

    @Override
    public String getPageTitle() {
        return getTranslation(report == null ? "report.new" : "report.edit");
    }
}
