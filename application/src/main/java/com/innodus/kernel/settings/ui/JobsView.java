package com.innodus.kernel.settings.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.jobs.TenantJobs.LastRun;
import com.innodus.kernel.settings.JobBoard;
import com.innodus.kernel.settings.JobBoard.Job;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done in the background, when it was done last and how that went. */
@Route(JobsView.PATH)
@PermitAll
public class JobsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/jobs";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(JobsView.class);

    private final transient JobBoard board;
    private final transient Clock clock;
    private final UnorderedList list = new UnorderedList();

    JobsView(JobBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
        addClassName("settings-view");
        Button refresh = new Button(VaadinIcon.REFRESH.create(), click -> refresh());
        refresh.setAriaLabel(getTranslation("jobs.refresh"));
        Div header = new Div(new H1(getTranslation("jobs.title")), refresh);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        add(header, new Paragraph(getTranslation("jobs.text")), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        list.removeAll();
        List<Job> all = board.all();
        all.stream()
                // what failed first
                .sorted(Comparator.comparing(
                                (Job job) -> job.last() == null || job.last().error() == null)
                        .thenComparing(job -> Folding.fold(name(job))))
                .forEach(job -> list.add(line(job)));
    }

    private String name(Job job) {
        return Texts.find(getLocale(), job.textKey()).orElse(job.name());
    }

    private ListItem line(Job job) {
        LastRun last = job.last();
        Span name = new Span(name(job));
        name.addClassName("line-title");
        Span when = new Span(when(job));
        when.addClassName("secondary");
        Div main = new Div(name, when);
        main.addClassName("line-main");
        if (last != null && last.error() != null) {
            Span error = new Span(getTranslation("jobs.error", last.error()));
            error.addClassName("field-problem");
            main.add(error);
        }
        ListItem line = new ListItem(badge(last), main);
        if (last != null && last.failures() > 0) {
            Span failures = new Span(getTranslation("jobs.failures", last.failures(), last.runs()));
            failures.addClassNames("secondary", "line-fact");
            line.add(failures);
        }
        Button run = new Button(getTranslation("jobs.run"), click -> run(job));
        run.addThemeVariants(ButtonVariant.SMALL);
        run.setDisableOnClick(true);
        run.setAriaLabel(getTranslation("jobs.run.of", name(job)));
        line.add(run);
        line.addClassNames("line", "line-job");
        return line;
    }

    private Span badge(@Nullable LastRun last) {
        String state = last == null ? "never" : last.isRunning() ? "running" : last.error() == null ? "good" : "failed";
        Span badge = new Span(getTranslation("jobs.state." + state));
        badge.addClassName("badge");
        badge.getStyle()
                .set(
                        "--badge-colour",
                        switch (state) {
                            case "good" -> "#2e7d32";
                            case "failed" -> "#c62828";
                            default -> "#5f6b7a";
                        });
        return badge;
    }

    private String when(Job job) {
        LastRun last = job.last();
        if (last == null) {
            return getTranslation("jobs.never");
        }
        Instant now = clock.instant();
        Instant next = job.next();
        String again = next == null || !next.isAfter(now)
                ? getTranslation("jobs.next.soon")
                : getTranslation("jobs.next", Ago.moment(next, getLocale()));
        Instant finished = last.finishedAt();
        return finished == null || last.isRunning()
                ? getTranslation("jobs.since", Ago.text(last.startedAt(), now, getLocale()))
                : getTranslation(
                                "jobs.last",
                                Ago.text(last.startedAt(), now, getLocale()),
                                Duration.between(last.startedAt(), finished).toMillis())
                        + " · " + again;
    }

    private void run(Job job) {
        try {
            Notification.show(getTranslation(board.run(job.name()) ? "jobs.done" : "jobs.busy", name(job)));
        } catch (RuntimeException e) {
            LOG.warn("Job {} failed", job.name(), e);
            Notification.show(getTranslation("jobs.failed", name(job)));
        }
        refresh();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("jobs.title");
    }
}
