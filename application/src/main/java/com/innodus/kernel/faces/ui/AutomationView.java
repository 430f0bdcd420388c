package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.automation.Rule;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Runs;
import com.innodus.kernel.automation.Runs.Tally;
import com.innodus.kernel.i18n.Ago;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The rules of the tenant: what happens by itself. */
@Route(AutomationView.PATH)
@PermitAll
public class AutomationView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/automation";

    private static final long serialVersionUID = 1L;

    private final transient Rules rules;
    private final transient Runs runs;
    private final transient RuleWords words;
    private final Span count = new Span();
    private final Div content = new Div();

    AutomationView(Rules rules, Runs runs, RuleWords words) {
        this.rules = rules;
        this.runs = runs;
        this.words = words;
        addClassName("settings-view");
        Button create = new Button(
                getTranslation("automation.new"),
                VaadinIcon.PLUS.create(),
                click -> UI.getCurrent().navigate(RuleView.PATH));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("automation.title")), count, create);
        header.addClassName("view-header");
        content.addClassName("settings-cards");
        add(header, new Paragraph(getTranslation("automation.help")), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        List<Rule> all = rules.all();
        count.setText(String.valueOf(all.size()));
        content.removeAll();
        if (!all.isEmpty()) {
            Map<UUID, Tally> tallies = runs.tallies();
            UnorderedList list = new UnorderedList();
            list.addClassNames("plain-list", "line-list", "section-card");
            all.forEach(rule -> list.add(line(rule, tallies.getOrDefault(rule.id(), Tally.NONE))));
            content.add(list);
        }
        content.add(starts(all.isEmpty()));
    }

    private ListItem line(Rule rule, Tally tally) {
        Checkbox on = new Checkbox(rule.enabled());
        on.setAriaLabel(getTranslation("automation.on.of", rule.definition().name()));
        on.addValueChangeListener(change -> rules.switchOn(rule.id(), change.getValue()));
        Anchor name = new Anchor(
                RuleView.PATH + "?" + RuleView.ID + "=" + rule.id(),
                rule.definition().name());
        name.addClassName("line-title");
        Span sentence = new Span(words.sentence(rule.definition(), getLocale()));
        sentence.addClassName("secondary");
        Div main = new Div(name, sentence);
        main.addClassName("line-main");
        Span fired = new Span(
                tally.last() == null
                        ? getTranslation("automation.never")
                        : getTranslation(
                                "automation.fired", tally.fired(), Ago.text(tally.last(), Instant.now(), getLocale())));
        fired.addClassNames("secondary", "line-fact");
        ListItem line = new ListItem(on, main, fired);
        if (tally.failed() > 0) {
            Span failed = new Span(getTranslation("automation.failed", tally.failed()));
            failed.addClassName("badge");
            failed.getStyle().set("--badge-colour", "#c62828");
            line.add(failed);
        }
        line.add(menu(rule));
        line.addClassNames("line", "line-rule");
        return line;
    }

    private Button menu(Rule rule) {
        Button button = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("automation.menu", rule.definition().name()));
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        menu.addItem(
                getTranslation("action.edit"),
                click -> UI.getCurrent()
                        .navigate(
                                RuleView.PATH,
                                QueryParameters.of(RuleView.ID, rule.id().toString())));
        menu.addItem(getTranslation("action.delete"), click -> confirmDelete(rule));
        return button;
    }

    private void confirmDelete(Rule rule) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("automation.delete.title", rule.definition().name()),
                getTranslation("automation.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    rules.delete(rule.id());
                    refresh();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    /** What rules are good for, each one click from being one. */
    private Component starts(boolean none) {
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        for (RuleStarts start : RuleStarts.values()) {
            Anchor name = new Anchor(
                    RuleView.PATH + "?" + RuleView.START + "=" + start.name().toLowerCase(Locale.ROOT),
                    getTranslation(start.textKey()));
            name.addClassName("line-title");
            Span what = new Span(words.sentence(start.definition(getLocale()), getLocale()));
            what.addClassName("secondary");
            Div main = new Div(name, what);
            main.addClassName("line-main");
            ListItem line = new ListItem(main);
            line.addClassName("line");
            list.add(line);
        }
        Div card = new Div(
                new H2(getTranslation(none ? "automation.none.title" : "automation.starts")),
                new Paragraph(getTranslation("automation.starts.text")),
                list);
        card.addClassNames("section-card");
        return card;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("automation.title");
    }
}
