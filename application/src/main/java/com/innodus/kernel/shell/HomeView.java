package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.faces.ui.Icons;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.notifications.ui.NotificationText;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.shell.FirstSteps.Step;
import com.innodus.kernel.shell.Overview.Count;
import com.innodus.kernel.shell.Overview.Entry;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Where work starts: the first steps of a new tenant, what there is, what changed last, and what is one's own. */
@Route(value = "")
@PermitAll
public class HomeView extends Div implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int LATEST = 8;
    private static final int MINE = 6;
    private static final int NEWS = 5;

    private static final Map<String, VaadinIcon> STEP_ICONS =
            Map.of("import", VaadinIcon.UPLOAD, "brand", VaadinIcon.PALETTE, "invite", VaadinIcon.USERS);

    private final transient Overview overview;
    private final transient Access access;
    private final transient Users users;
    private final transient NotificationText sentences;
    private final transient Clock clock;

    HomeView(
            Overview overview,
            FirstSteps steps,
            Access access,
            Users users,
            Notifications notifications,
            NotificationText sentences,
            Clock clock) {
        this.overview = overview;
        this.access = access;
        this.users = users;
        this.sentences = sentences;
        this.clock = clock;
        addClassName("home-view");
        add(new H1(getTranslation("home.hello", CurrentActor.get().name())));
        List<Count> counts = overview.counts();
        boolean isEmpty = counts.stream().allMatch(count -> count.number() == 0);
        List<Step> open = steps.open(overview.types(), isEmpty);
        if (!open.isEmpty()) {
            add(steps(open));
        }
        add(tiles(counts));
        if (!isEmpty) {
            Div columns = new Div(changes(), side(notifications.latest(NEWS)));
            columns.addClassName("home-columns");
            add(columns);
        }
    }

    private Section steps(List<Step> open) {
        OrderedList list = new OrderedList();
        list.addClassName("first-steps");
        for (Step step : open) {
            Span text = new Span(getTranslation("home.step." + step.key() + ".text"));
            text.addClassName("secondary");
            Div words = new Div(new Anchor("/app/" + step.path(), getTranslation("home.step." + step.key())), text);
            Icon icon =
                    STEP_ICONS.getOrDefault(step.key(), VaadinIcon.ARROW_RIGHT).create();
            list.add(new ListItem(icon, words));
        }
        Section card = new Section(new H2(getTranslation("home.steps")), list);
        card.addClassName("section-card");
        return card;
    }

    private Div tiles(List<Count> counts) {
        Div tiles = new Div();
        tiles.addClassName("home-tiles");
        counts.forEach(count -> tiles.add(tile(count)));
        return tiles;
    }

    private Component tile(Count count) {
        RecordType<?> type = count.type();
        Span figure = new Span(
                count.number() > Overview.MOST
                        ? getTranslation("home.more", Overview.MOST)
                        : String.format(getLocale(), "%,d", count.number()));
        figure.addClassName("figure");
        Div words = new Div(figure, new Span(type.pluralName(getLocale())));
        Anchor all = new Anchor("/app/" + type.plural(), Icons.of(type), words);
        all.addClassName("tile-main");
        Div tile = new Div(all);
        tile.addClassNames("section-card", "tile");
        if (access.may(type.key(), Operation.CREATE)) {
            tile.add(new Anchor("/app/" + type.plural() + "/new", type.newText(getLocale())));
        }
        return tile;
    }

    private Section changes() {
        return card("home.latest", entries(overview.latest(LATEST), true));
    }

    private Div side(List<Notification> news) {
        List<Entry> mine = overview.mine(MINE);
        Div side = new Div();
        if (mine.isEmpty()) {
            side.add(card("home.mine", new Paragraph(getTranslation("home.mine.none"))));
        } else {
            Div lists = new Div();
            lists.addClassName("action-row");
            overview.owned()
                    .forEach(type -> lists.add(new Anchor(
                            "/app/" + Overview.pathOfMine(type),
                            getTranslation("home.mine.all", type.pluralName(getLocale())))));
            side.add(card("home.mine", entries(mine, false), lists));
        }
        side.add(card("bell.title", news.isEmpty() ? new Paragraph(getTranslation("bell.nothing")) : news(news)));
        side.addClassName("home-side");
        return side;
    }

    private Section card(String titleKey, Component... content) {
        Section card = new Section(new H2(getTranslation(titleKey)));
        card.add(content);
        card.addClassName("section-card");
        return card;
    }

    private UnorderedList entries(List<Entry> entries, boolean names) {
        UnorderedList list = list();
        for (Entry entry : entries) {
            String when = Ago.text(entry.at(), clock.instant(), getLocale());
            String who = users.remembered(entry.by()).map(User::name).orElse("");
            list.add(line(
                    Icons.of(entry.type()),
                    new Anchor("/app/" + entry.path(), entry.title()),
                    names && !who.isEmpty() ? who + " · " + when : when));
        }
        return list;
    }

    private UnorderedList news(List<Notification> news) {
        UnorderedList list = list();
        for (Notification each : news) {
            String sentence = sentences.of(each, getLocale());
            list.add(line(
                    (each.read() ? VaadinIcon.BELL_O : VaadinIcon.BELL).create(),
                    new Anchor("/app/" + each.link(), sentence),
                    Ago.text(each.at(), clock.instant(), getLocale())));
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

    @Override
    public String getPageTitle() {
        return TenantScope.current().name();
    }
}
