package com.innodus.kernel.settings.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.audit.AuditLog;
import com.innodus.kernel.audit.AuditLog.Entry;
import com.innodus.kernel.audit.AuditLog.Search;
import com.innodus.kernel.settings.AuditSearch;
import com.innodus.kernel.settings.AuditWords;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who did what to settings and security, latest first. */
@Route(AuditView.PATH)
@PermitAll
public class AuditView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/audit";

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient AuditLog log;
    private final transient AuditWords words;
    private final transient Users users;
    private final ComboBox<User> who = new ComboBox<>();
    private final Select<String> area = new Select<>();
    private final DatePicker since = new DatePicker();
    private final DatePicker until = new DatePicker();
    private final TextField subject = new TextField();
    private final Select<Integer> months = new Select<>();
    private final Anchor file = new Anchor();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph nothing = new Paragraph();
    private final Button more;
    private transient @Nullable Entry last;

    AuditView(AuditLog log, AuditWords words, Users users) {
        this.log = log;
        this.words = words;
        this.users = users;
        addClassNames("settings-view", "audit-view");
        more = new Button(getTranslation("audit.more"), click -> append());
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.setId("audit-more");
        file.add(VaadinIcon.DOWNLOAD.create(), new Span(getTranslation("audit.csv")));
        file.addClassName("audit-file");
        file.getElement().setAttribute("download", true);
        Div header = new Div(new H1(getTranslation("audit.title")), file);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        nothing.setText(getTranslation("audit.nothing"));
        add(header, new Paragraph(getTranslation("audit.text")), filters(), list, nothing, more, months);
    }

    private Div filters() {
        subject.setPlaceholder(getTranslation("audit.search"));
        subject.setAriaLabel(getTranslation("audit.search"));
        subject.setPrefixComponent(VaadinIcon.SEARCH.create());
        subject.setClearButtonVisible(true);
        subject.setValueChangeMode(ValueChangeMode.LAZY);
        who.setId("audit-who");
        who.setPlaceholder(getTranslation("audit.anybody"));
        who.setAriaLabel(getTranslation("audit.column.who"));
        who.setItemLabelGenerator(User::name);
        who.setClearButtonVisible(true);
        area.setId("audit-area");
        area.setAriaLabel(getTranslation("audit.column.what"));
        area.setItemLabelGenerator(
                key -> getTranslation(key == null || key.isEmpty() ? "audit.everything" : "audit.area." + key));
        since.setPlaceholder(getTranslation("audit.since"));
        since.setAriaLabel(getTranslation("audit.since"));
        since.setClearButtonVisible(true);
        until.setPlaceholder(getTranslation("audit.until"));
        until.setAriaLabel(getTranslation("audit.until"));
        until.setClearButtonVisible(true);
        months.setId("audit-months");
        months.setLabel(getTranslation("audit.keep"));
        months.setItems(AuditLog.MONTHS.stream().sorted().toList());
        months.setItemLabelGenerator(number -> number % 12 == 0
                ? getTranslation("audit.years", number / 12)
                : getTranslation("audit.months-count", number));
        List.<HasValue<?, ?>>of(subject, who, area, since, until)
                .forEach(field -> field.addValueChangeListener(change -> refresh()));
        months.addValueChangeListener(change -> {
            log.keepFor(change.getValue());
            refresh();
        });
        Div filters = new Div(subject, who, area, since, until);
        filters.addClassName("audit-filters");
        return filters;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        who.setItems(users.all());
        List<String> areas = new ArrayList<>(log.areas());
        areas.addFirst("");
        area.setItems(areas);
        area.setValue("");
        months.setValue(log.months());
        refresh();
    }

    private Search search() {
        return AuditSearch.of(
                who.isEmpty() ? null : who.getValue().id(),
                area.isEmpty() ? "" : area.getValue(),
                subject.getValue(),
                since.getValue(),
                until.getValue());
    }

    private void refresh() {
        last = null;
        list.removeAll();
        append();
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("q", subject.getValue());
        asked.put("who", who.isEmpty() ? "" : who.getValue().id().toString());
        asked.put("area", area.isEmpty() ? "" : area.getValue());
        asked.put("since", since.isEmpty() ? "" : since.getValue().toString());
        asked.put("until", until.isEmpty() ? "" : until.getValue().toString());
        asked.values().removeIf(String::isEmpty);
        String query = QueryParameters.simple(asked).getQueryString();
        file.setHref("/audit.csv" + (query.isEmpty() ? "" : "?" + query));
    }

    private void append() {
        List<Entry> page = log.find(search(), last, PAGE + 1);
        page.stream().limit(PAGE).map(this::line).forEach(list::add);
        last = page.isEmpty() ? last : page.get(Math.min(page.size(), PAGE) - 1);
        more.setVisible(page.size() > PAGE);
        list.setVisible(list.getComponentCount() > 0);
        nothing.setVisible(list.getComponentCount() == 0);
    }

    private ListItem line(Entry entry) {
        String about = words.text(entry.subject(), getLocale());
        Span act = new Span(words.act(entry, getLocale()));
        act.addClassName("line-title");
        Div what = new Div(act);
        if (!about.isEmpty()) {
            Span of = new Span(about);
            of.addClassName("audit-subject");
            what.add(of);
        }
        Div main = new Div(what);
        main.addClassName("line-main");
        entry.changes().forEach(change -> {
            Span changed = new Span(words.line(change, getLocale()));
            changed.addClassName("secondary");
            main.add(changed);
        });
        Div fact = new Div(new Span(name(entry)), new Span(at(entry)));
        fact.addClassNames("audit-fact", "secondary");
        if (entry.address() != null) {
            fact.add(new Span(entry.address()));
        }
        ListItem line = new ListItem(main, fact);
        line.addClassNames("line", "audit-line");
        return line;
    }

    private String name(Entry entry) {
        return entry.viewer() == null
                ? entry.actorName()
                : getTranslation(
                        "audit.viewed",
                        users.remembered(entry.viewer()).map(User::name).orElse("?"),
                        entry.actorName());
    }

    private String at(Entry entry) {
        return entry.at()
                .atZone(AuditSearch.ZONE)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withLocale(getLocale()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("audit.title");
    }
}
