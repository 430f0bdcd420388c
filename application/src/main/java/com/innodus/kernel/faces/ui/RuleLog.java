package com.innodus.kernel.faces.ui;

import com.innodus.kernel.automation.DryRun;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Runs;
import com.innodus.kernel.automation.Runs.Line;
import com.innodus.kernel.automation.Runs.State;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Mention;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a rule would have done lately, and what it did and why not. */
class RuleLog extends Div {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 20;

    private final transient Runs runs;
    private final transient DryRun dryRun;
    private final Div trial = new Div();
    private final UnorderedList lines = new UnorderedList();
    private final Button more = new Button(getTranslation("automation.log.more"));
    private transient @Nullable UUID rule;
    private transient String plural = "";

    RuleLog(Runs runs, DryRun dryRun) {
        this.runs = runs;
        this.dryRun = dryRun;
        addClassName("rule-side");
        trial.addClassName("section-card");
        lines.addClassNames("plain-list", "line-list");
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.addClickListener(click -> showMore());
    }

    void show(@Nullable UUID id, RecordType<?> type, Supplier<@Nullable Definition> written) {
        rule = id;
        plural = type.plural();
        removeAll();
        Div outcome = new Div();
        outcome.getElement().setAttribute("aria-live", "polite");
        Button tryIt = new Button(getTranslation("automation.dry-run"), VaadinIcon.EYE.create(), click -> {
            Definition definition = written.get();
            outcome.removeAll();
            if (definition != null) {
                outcome.add(outcome(dryRun.of(definition)));
            }
        });
        tryIt.setId("rule-dry-run");
        trial.removeAll();
        trial.add(
                new H2(getTranslation("automation.dry-run.title")),
                new Paragraph(getTranslation("automation.dry-run.text", DryRun.DAYS)),
                tryIt,
                outcome);
        add(trial);
        if (id != null) {
            lines.removeAll();
            Button refresh = new Button(VaadinIcon.REFRESH.create(), click -> show(id, type, written));
            refresh.addThemeVariants(ButtonVariant.TERTIARY);
            refresh.setAriaLabel(getTranslation("automation.log.refresh"));
            Div head = new Div(new H2(getTranslation("automation.log")), refresh);
            head.addClassName("rule-action-head");
            Div log = new Div(head, lines, more);
            log.addClassName("section-card");
            add(log);
            showMore();
            if (lines.getChildren().findAny().isEmpty()) {
                log.add(new Paragraph(getTranslation("automation.log.none")));
            }
        }
    }

    private Component outcome(DryRun.Outcome outcome) {
        Div result = new Div(new Paragraph(getTranslation(
                outcome.atLeast() ? "automation.dry-run.outcome.many" : "automation.dry-run.outcome",
                outcome.setOff(),
                outcome.fitting())));
        UnorderedList some = new UnorderedList();
        for (Mention record : outcome.some()) {
            some.add(new ListItem(new Anchor(plural + "/" + record.id(), record.title())));
        }
        if (!outcome.some().isEmpty()) {
            result.add(some);
        }
        return result;
    }

    private void showMore() {
        List<Line> next = rule == null
                ? List.of()
                : runs.log(rule, (int) lines.getChildren().count(), AT_ONCE);
        next.forEach(line -> lines.add(item(line)));
        more.setVisible(next.size() == AT_ONCE);
    }

    private ListItem item(Line line) {
        Span badge = new Span(
                getTranslation("automation.state." + line.state().name().toLowerCase(Locale.ROOT)));
        badge.addClassName("badge");
        badge.getStyle().set("--badge-colour", colour(line.state()));
        Div main = new Div();
        main.addClassName("line-main");
        if (line.title() != null) {
            main.add(new Anchor(plural + "/" + line.record(), line.title()));
        }
        if (line.reason() != null) {
            Span reason = new Span(
                    Texts.text(getLocale(), line.reason(), line.arguments().toArray()));
            reason.addClassName("secondary");
            main.add(reason);
        }
        Span when = new Span(Ago.text(line.queuedAt(), Instant.now(), getLocale()));
        when.addClassNames("secondary", "line-fact");
        when.setTitle(FieldText.moment(line.queuedAt(), getLocale()));
        ListItem item = new ListItem(badge, main, when);
        if (line.state() == State.FAILED) {
            Button retry = new Button(getTranslation("automation.retry"), click -> {
                runs.retry(line.id());
                click.getSource().setEnabled(false);
                badge.setText(getTranslation("automation.state.queued"));
            });
            retry.addThemeVariants(ButtonVariant.SMALL);
            item.add(retry);
        }
        item.addClassNames("line", "line-run");
        return item;
    }

    private static String colour(State state) {
        return switch (state) {
            case FIRED -> "#2e7d32";
            case FAILED -> "#c62828";
            case QUEUED, SKIPPED -> "#5f6b7a";
        };
    }
}
