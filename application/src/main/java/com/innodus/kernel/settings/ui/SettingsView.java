package com.innodus.kernel.settings.ui;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.innodus.kernel.navigation.SettingsGroup;
import com.innodus.kernel.settings.ui.SettingsPages.Page;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.TreeMap;

/** All settings in one place: a card for each page, found by what people call it. */
@Route(SettingsView.PATH)
@PermitAll
public class SettingsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "settings";

    private static final long serialVersionUID = 1L;

    private final transient SettingsPages pages;
    private final TextField search = new TextField();
    private final Div groups = new Div();
    private final Span found = new Span();
    private transient List<Page> open = List.of();
    private transient List<Page> shown = List.of();

    SettingsView(SettingsPages pages) {
        this.pages = pages;
        addClassName("settings-view");
        search.setId("settings-search");
        search.addClassName("settings-search");
        search.setPlaceholder(getTranslation("settings.search"));
        search.setAriaLabel(getTranslation("settings.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> show());
        search.addKeyPressListener(Key.ENTER, pressed -> {
            if (!search.isEmpty() && !shown.isEmpty()) {
                UI.getCurrent().navigate(shown.getFirst().path());
            }
        });
        found.addClassName("visually-hidden");
        found.getElement().setAttribute("role", "status");
        groups.addClassName("settings-groups");
        add(new H1(getTranslation("settings.title")), search, found, groups);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        open = pages.open(getLocale());
        if (open.isEmpty()) {
            throw new NotFoundException();
        }
        show();
    }

    private void show() {
        List<String> words = Folding.words(search.getValue());
        shown = open.stream().filter(page -> page.isFoundBy(words, getLocale())).toList();
        groups.removeAll();
        if (shown.isEmpty()) {
            Div nothing = new Div(
                    VaadinIcon.SEARCH.create(), new Paragraph(getTranslation("settings.nothing", search.getValue())));
            nothing.addClassName("empty-state");
            groups.add(nothing);
        }
        shown.stream()
                .collect(groupingBy(Page::group, TreeMap::new, toList()))
                .forEach((group, members) -> groups.add(group(group, members)));
        // said to those who do not see the cards change
        found.setText(words.isEmpty() ? "" : getTranslation("settings.found", shown.size()));
    }

    private Section group(SettingsGroup group, List<Page> members) {
        UnorderedList cards = new UnorderedList();
        cards.addClassNames("plain-list", "settings-tiles");
        members.forEach(page -> cards.add(new ListItem(card(page))));
        return new Section(new H2(getTranslation(group.textKey())), cards);
    }

    private static Anchor card(Page page) {
        Span title = new Span(page.title());
        title.addClassName("line-title");
        Div text = new Div(title);
        text.addClassName("line-main");
        if (!page.summary().isEmpty()) {
            Span summary = new Span(page.summary());
            summary.addClassName("secondary");
            text.add(summary);
        }
        Anchor card = new Anchor("/app/" + page.path(), page.icon().create(), text);
        card.addClassNames("section-card", "settings-card");
        return card;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("settings.title");
    }
}
