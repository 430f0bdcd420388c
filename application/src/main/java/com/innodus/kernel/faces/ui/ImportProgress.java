package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.exchange.ImportJob;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.records.exchange.Reasons;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far an import is, and what it did; the import goes on when nobody looks. */
class ImportProgress extends Section {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_REFUSALS = 20;

    private final transient RecordType<?> type;
    private final transient Imports imports;
    private final UUID id;
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph state = new Paragraph();
    private final Div figures = new Div();
    private final Div actions = new Div();
    private @Nullable Registration poll;

    ImportProgress(RecordType<?> type, UUID id, Imports imports) {
        this.type = type;
        this.id = id;
        this.imports = imports;
        addClassName("section-card");
        bar.getElement().setAttribute("aria-label", getTranslation("import.progress"));
        state.getElement().setAttribute("aria-live", "polite");
        figures.addClassName("card-row");
        actions.addClassName("action-row");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        ImportJob job = imports.find(id).orElseThrow();
        add(new H2(job.fileName()), bar, state, figures, actions);
        if (imports.isDirectedByMe(job)) {
            actions.add(new Button(getTranslation("import.cancel"), click -> {
                imports.cancel(id);
                show();
            }));
        }
        if (show()) {
            poll = Polling.of(attached.getUI(), this::show);
        }
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        stop();
    }

    private void stop() {
        if (poll != null) {
            poll.remove();
            poll = null;
        }
    }

    /** Returns whether it is still running. */
    private boolean show() {
        ImportJob job = imports.find(id).orElseThrow();
        bar.setValue(job.progress());
        state.setText(
                job.isOver()
                        ? getTranslation(
                                job.problem() == null ? "import.state." + job.state() : job.problem(), job.total())
                        : getTranslation("import.running", job.done(), job.total()));
        figures.removeAll();
        figure("import.created", job.created());
        figure("import.updated", job.updated());
        figure("import.skipped", job.skipped());
        figure("import.refused", job.refused());
        if (job.isOver()) {
            stop();
            showEnd(job);
        }
        return !job.isOver();
    }

    private void figure(String key, int rows) {
        Span number = new Span(String.format(getLocale(), "%,d", rows));
        number.addClassName("figure");
        figures.add(new Div(number, new Span(getTranslation(key))));
    }

    private void showEnd(ImportJob job) {
        bar.setVisible(false);
        actions.removeAll();
        if (job.refused() > 0) {
            Anchor file = new Anchor("/imports/" + id + "/refused.csv", getTranslation("import.refused.download"));
            file.getElement().setAttribute("router-ignore", true);
            file.getElement().setAttribute("download", true);
            file.addClassName("button-link");
            add(refusals());
            actions.add(file);
        }
        Button list = new Button(
                getTranslation("import.open"),
                VaadinIcon.LIST.create(),
                click -> getUI().ifPresent(ui -> ui.navigate(type.plural())));
        list.addThemeVariants(ButtonVariant.PRIMARY);
        actions.addComponentAsFirst(list);
        if (job.created() + job.updated() > 0 && imports.isDirectedByMe(job)) {
            Button undo =
                    new Button(getTranslation("import.undo"), VaadinIcon.ARROW_BACKWARD.create(), click -> askUndo());
            undo.addThemeVariants(ButtonVariant.TERTIARY);
            actions.add(undo);
        }
    }

    private Section refusals() {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (Imports.Refusal refusal : imports.refusals(id, SHOWN_REFUSALS)) {
            Span row = new Span(getTranslation("import.row", refusal.row()) + " ");
            row.addClassName("secondary");
            list.add(new ListItem(
                    row,
                    new Span(refusal.reasons().stream()
                            .map(reason -> Reasons.sentence(type, reason, getLocale()))
                            .collect(Collectors.joining(" ")))));
        }
        return new Section(new H2(getTranslation("import.refused.first")), list);
    }

    private void askUndo() {
        new ConfirmDialog(
                        getTranslation("import.undo"),
                        getTranslation("import.undo.text"),
                        getTranslation("import.undo"),
                        confirm -> Notification.show(getTranslation("import.undone", imports.undo(id))),
                        getTranslation("action.cancel"),
                        cancel -> {})
                .open();
    }
}
