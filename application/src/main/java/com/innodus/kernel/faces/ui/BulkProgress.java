package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.bulk.BulkActions;
import com.innodus.kernel.records.bulk.BulkRun;
import com.innodus.kernel.records.bulk.BulkRun.Tally;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import org.jspecify.annotations.Nullable;

/** How far a bulk action is, and afterwards what it did, with a way back. */
class BulkProgress extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int UNDO_MILLIS = 12_000;

    private final transient BulkActions actions;
    private final transient BulkRun run;
    private final String verb;
    private final transient Runnable changed;
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph state = new Paragraph();
    private @Nullable Registration poll;

    private BulkProgress(BulkActions actions, BulkRun run, String verb, Runnable changed) {
        this.actions = actions;
        this.run = run;
        this.verb = verb;
        this.changed = changed;
        setHeaderTitle(getTranslation("bulk.running"));
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        setWidth("min(22rem, 84vw)");
        bar.getElement().setAttribute("aria-label", getTranslation("bulk.running"));
        state.getElement().setAttribute("aria-live", "polite");
        add(bar, state);
        getFooter().add(new Button(getTranslation("bulk.stop"), click -> run.cancel()));
    }

    /**
     * Shows what an action does or did.
     *
     * @param verb {@code changed}, {@code deleted} or {@code undone}
     * @param changed called when it is over
     */
    static void show(BulkActions actions, BulkRun run, String verb, Runnable changed) {
        if (run.isOver()) {
            showEnd(actions, run, verb, changed);
        } else {
            new BulkProgress(actions, run, verb, changed).open();
        }
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        poll = Polling.of(attached.getUI(), this::refresh);
        refresh();
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (poll != null) {
            poll.remove();
            poll = null;
        }
        super.onDetach(detached);
    }

    private void refresh() {
        Tally tally = run.tally();
        bar.setValue(run.total() == 0 ? 1 : Math.min(1, (double) tally.done() / run.total()));
        state.setText(getTranslation("bulk.progress", tally.done(), run.total()));
        if (run.isOver()) {
            close();
            showEnd(actions, run, verb, changed);
        }
    }

    private static void showEnd(BulkActions actions, BulkRun run, String verb, Runnable changed) {
        changed.run();
        Notification notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_START);
        notice.setDuration(UNDO_MILLIS);
        Div content = new Div(new Span(sentence(notice, run, verb)));
        content.addClassName("undo-notice");
        if (run.tally().changed() > 0 && !verb.equals("undone")) {
            Button undo = new Button(notice.getTranslation("action.undo"), click -> {
                notice.close();
                show(actions, actions.undo(run), "undone", changed);
            });
            undo.addThemeVariants(ButtonVariant.TERTIARY);
            undo.setId("undo");
            content.add(undo);
        }
        notice.add(content);
        notice.open();
    }

    private static String sentence(Notification notice, BulkRun run, String verb) {
        Tally tally = run.tally();
        StringBuilder text = new StringBuilder(notice.getTranslation("bulk." + verb, tally.changed()));
        if (tally.skipped() > 0) {
            text.append(' ')
                    .append(notice.getTranslation(
                            verb.equals("undone") ? "bulk.kept" : "bulk.skipped", tally.skipped()));
        }
        Problem problem = tally.problem();
        if (problem != null) {
            text.append(' ')
                    .append(notice.getTranslation(
                            "bulk.refused",
                            tally.refused(),
                            notice.getTranslation(
                                    problem.message(), problem.arguments().toArray())));
        }
        if (run.hasFailed()) {
            text.append(' ').append(notice.getTranslation("bulk.failed"));
        }
        return text.toString();
    }
}
