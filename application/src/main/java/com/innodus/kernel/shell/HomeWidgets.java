package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.faces.ui.Icons;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.notifications.NotificationText;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.shell.Overview.Count;
import com.innodus.kernel.shell.Overview.Entry;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the workspace itself offers for the dashboard: what there is, what changed last, what is one's own, what is new. */
@Configuration(proxyBeanMethods = false)
class HomeWidgets {
    private static final int LATEST = 8;
    private static final int MINE = 6;
    private static final int NEWS = 5;

    private final Overview overview;
    private final Access access;
    private final Users users;
    private final Notifications notifications;
    private final NotificationText sentences;
    private final Clock clock;

    HomeWidgets(
            Overview overview,
            Access access,
            Users users,
            Notifications notifications,
            NotificationText sentences,
            Clock clock) {
        this.overview = overview;
        this.access = access;
        this.users = users;
        this.notifications = notifications;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** A widget about which there is nothing to choose. */
    private record Fixed(String key, String titleKey, int width, int height, Supplier<Component> maker)
            implements WidgetKind {
        @Override
        public List<Choice> choices(Locale locale) {
            return List.of(new Choice("", Texts.text(locale, titleKey)));
        }

        @Override
        public Optional<Component> make(String setting) {
            return Optional.of(maker.get());
        }

        @Override
        public String title(String setting, Locale locale) {
            return Texts.text(locale, titleKey);
        }

        @Override
        public List<Placed> standard() {
            return List.of(new Placed(key, "", width, height));
        }
    }

    @Bean
    WidgetKind overviewWidget() {
        return new Fixed("overview", "dashboard.overview", 12, 1, this::tiles);
    }

    @Bean
    WidgetKind changesWidget() {
        return new Fixed("changes", "home.latest", 6, 2, () -> entries(overview.latest(LATEST), true));
    }

    @Bean
    WidgetKind mineWidget() {
        return new Fixed("mine", "home.mine", 3, 2, this::mine);
    }

    @Bean
    WidgetKind newsWidget() {
        return new Fixed("news", "bell.title", 3, 2, this::news);
    }

    private static String text(String key, Object... parameters) {
        return UI.getCurrent().getTranslation(key, parameters);
    }

    private static Locale locale() {
        return UI.getCurrent().getLocale();
    }

    private Component tiles() {
        Div tiles = new Div();
        tiles.addClassName("home-tiles");
        overview.counts().forEach(count -> tiles.add(tile(count)));
        return tiles;
    }

    private Component tile(Count count) {
        RecordType<?> type = count.type();
        Span figure = new Span(
                count.number() > Overview.MOST
                        ? text("home.more", Overview.MOST)
                        : String.format(locale(), "%,d", count.number()));
        figure.addClassName("figure");
        Div words = new Div(figure, new Span(type.pluralName(locale())));
        Anchor all = new Anchor("/app/" + type.plural(), Icons.of(type), words);
        all.addClassName("tile-main");
        Div tile = new Div(all);
        tile.addClassName("tile");
        if (access.may(type.key(), Operation.CREATE)) {
            tile.add(new Anchor("/app/" + type.plural() + "/new", type.newText(locale())));
        }
        return tile;
    }

    private Component mine() {
        List<Entry> mine = overview.mine(MINE);
        if (mine.isEmpty()) {
            return new Paragraph(text("home.mine.none"));
        }
        Div lists = new Div();
        lists.addClassName("action-row");
        overview.owned()
                .forEach(type -> lists.add(new Anchor(
                        "/app/" + Overview.pathOfMine(type), text("home.mine.all", type.pluralName(locale())))));
        return new Div(entries(mine, false), lists);
    }

    private Component news() {
        List<Notification> news = notifications.latest(NEWS);
        if (news.isEmpty()) {
            return new Paragraph(text("bell.nothing"));
        }
        UnorderedList list = list();
        for (Notification each : news) {
            list.add(line(
                    (each.read() ? VaadinIcon.BELL_O : VaadinIcon.BELL).create(),
                    new Anchor("/app/" + each.link(), sentences.of(each, locale())),
                    Ago.text(each.at(), clock.instant(), locale())));
        }
        return list;
    }

    private UnorderedList entries(List<Entry> entries, boolean names) {
        UnorderedList list = list();
        for (Entry entry : entries) {
            String when = Ago.text(entry.at(), clock.instant(), locale());
            String who = users.remembered(entry.by()).map(User::name).orElse("");
            list.add(line(
                    Icons.of(entry.type()),
                    new Anchor("/app/" + entry.path(), entry.title()),
                    names && !who.isEmpty() ? who + " · " + when : when));
        }
        return list;
    }

    private static UnorderedList list() {
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        return list;
    }

    private static ListItem line(Icon icon, Component what, String facts) {
        Span small = new Span(facts);
        small.addClassName("secondary");
        Div main = new Div(what, small);
        main.addClassName("line-main");
        ListItem line = new ListItem(icon, main);
        line.addClassName("line");
        return line;
    }
}
