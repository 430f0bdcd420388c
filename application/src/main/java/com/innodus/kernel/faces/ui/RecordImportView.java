package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.exchange.ImportJob;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UnreadableTable;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.PermitAll;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Imports a file in three steps: choose it, say what its columns are, watch. A running import has an address. */
@Route(value = ":type/import")
@PermitAll
public class RecordImportView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient RecordTypes types;
    private final transient Access access;
    private final transient FieldRights rights;
    private final transient Imports imports;
    private String title = "";

    RecordImportView(RecordTypes types, Access access, FieldRights rights, Imports imports) {
        this.rights = rights;
        this.types = types;
        this.access = access;
        this.imports = imports;
        addClassName("import-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type = event.getRouteParameters()
                .get("type")
                .flatMap(types::byPlural)
                .filter(found -> access.may(found.key(), Operation.IMPORT))
                .orElseThrow(NotFoundException::new);
        String plural = type.pluralName(getLocale());
        title = getTranslation("import.title", plural);
        removeAll();
        Anchor back = new Anchor("/app/" + type.plural(), plural);
        Nav breadcrumbs = new Nav(back);
        breadcrumbs.addClassName("breadcrumbs");
        breadcrumbs.setAriaLabel(getTranslation("shell.breadcrumbs"));
        add(breadcrumbs, new H1(title));
        Optional<ImportJob> job = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("job")
                .map(Ids::parse)
                .flatMap(imports::find)
                .filter(found -> found.recordType().equals(type.key()));
        if (job.isPresent()) {
            add(new ImportProgress(type, job.get().id(), imports));
        } else {
            chooseFile(rights.seen(type));
        }
    }

    private <E extends BaseRecord> void chooseFile(RecordType<E> type) {
        Paragraph problem = new Paragraph();
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        Section step = new Section(
                new H2(getTranslation("import.file.title")), new Paragraph(getTranslation("import.file.text")));
        step.addClassName("section-card");
        Upload upload =
                new Upload(UploadHandler.toTempFile((metadata, file) -> getUI().ifPresent(ui -> ui.access(() -> {
                    problem.setVisible(false);
                    try {
                        TableFile table = TableFile.open(
                                file.toPath(), Limits.DEFAULT, column -> getTranslation("import.column", column));
                        showColumns(type, metadata.fileName(), file, table, step);
                    } catch (UnreadableTable e) {
                        problem.setText(getTranslation(
                                e.problem().messageKey(), e.arguments().toArray()));
                        problem.setVisible(true);
                        forget(file);
                    }
                }))));
        upload.setAcceptedFileTypes(".csv", ".tsv", ".txt", ".xlsx", "text/csv");
        upload.setMaxFileSize((int) Limits.DEFAULT.maxBytes());
        upload.setMaxFiles(1);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        Button button = new Button(getTranslation("import.file.choose"), VaadinIcon.UPLOAD.create());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        upload.setUploadButton(button);
        upload.addFileRejectedListener(rejected -> {
            problem.setText(getTranslation("import.file.rejected"));
            problem.setVisible(true);
        });
        step.add(upload, problem);
        add(step);
        latest(type).ifPresent(this::add);
    }

    private <E extends BaseRecord> void showColumns(
            RecordType<E> type, String fileName, File file, TableFile table, Section step) throws UnreadableTable {
        ImportPlanForm<E> form = new ImportPlanForm<>(type, table, imports, plan -> start(type, fileName, file, plan));
        form.addDetachListener(detached -> forget(file));
        step.removeAll();
        step.add(new H2(fileName), new Paragraph(getTranslation("import.file.rows", table.rowCount())));
        removeAllAfter(step);
        add(form);
    }

    private void removeAllAfter(Section step) {
        getChildren().skip(indexOf(step) + 1L).toList().forEach(this::remove);
    }

    private <E extends BaseRecord> void start(
            RecordType<E> type, String fileName, File file, com.innodus.kernel.records.exchange.ImportPlan plan) {
        try {
            UUID job = imports.start(type, fileName, Path.of(file.getPath()), plan);
            UI.getCurrent().navigate(type.plural() + "/import", QueryParameters.simple(Map.of("job", job.toString())));
        } catch (UnreadableTable e) {
            throw new IllegalStateException("The file was readable a moment ago", e);
        }
    }

    private static void forget(File file) {
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }

    private Optional<Section> latest(RecordType<?> type) {
        List<ImportJob> jobs = imports.latest(type);
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (ImportJob job : jobs) {
            Anchor link = new Anchor("/app/" + type.plural() + "/import?job=" + job.id(), job.fileName());
            Span state = new Span(getTranslation("import.state." + job.state()) + " · "
                    + FieldText.moment(job.createdAt(), getLocale()));
            state.addClassName("secondary");
            list.add(new ListItem(link, new Span(" "), state));
        }
        Section section = new Section(new H2(getTranslation("import.latest")), list);
        section.addClassName("section-card");
        return Optional.of(section);
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
