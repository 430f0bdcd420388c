package com.innodus.kernel.faces.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.ShownViews.Shown;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Group;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How the records of a saved view are spread over the states or people of their type: few bars, said in words as well. */
@org.springframework.stereotype.Component
class StatisticsWidgets implements WidgetKind {
    private static final int MOST_BARS = 8;

    private final ShownViews views;
    private final Parts parts;

    StatisticsWidgets(ShownViews views, Parts parts) {
        this.views = views;
        this.parts = parts;
    }

    @Override
    public String key() {
        return "statistics";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return views.choices().stream()
                .map(each -> new Choice(each.setting(), Texts.text(locale, "blocks.statistics", each.name())))
                .toList();
    }

    @Override
    public String title(String setting, Locale locale) {
        return views.title(setting, locale);
    }

    @Override
    public Optional<Component> make(String setting) {
        return views.find(setting).map(shown -> statistics(shown.type(), shown));
    }

    private <E extends BaseRecord> Component statistics(RecordType<E> type, Shown shown) {
        UI ui = UI.getCurrent();
        Field<E> by = by(type, shown).orElse(null);
        if (by == null) {
            return new Div(new Paragraph(ui.getTranslation("blocks.statistics.none")), shown.link(ui.getLocale()));
        }
        List<Group> groups =
                parts.records().groups(type, shown.view().definition().query(type), by, List.of());
        long most = groups.stream().mapToLong(Group::count).max().orElse(1);
        Span label = new Span(type.label(by.key(), ui.getLocale()));
        label.addClassName("secondary");
        UnorderedList bars = new UnorderedList();
        bars.addClassNames("plain-list", "bar-list");
        groups.stream().limit(MOST_BARS).forEach(group -> bars.add(bar(type, by, group, most, ui)));
        Div all = new Div(label, bars);
        if (groups.size() > MOST_BARS) {
            Span more = new Span(ui.getTranslation("blocks.statistics.more", groups.size() - MOST_BARS));
            more.addClassName("secondary");
            all.add(more);
        }
        all.add(shown.link(ui.getLocale()));
        all.addClassName("statistics");
        return all;
    }

    /** The field by which the view is looked at, or else the first by which there is a board. */
    private static <E extends BaseRecord> Optional<Field<E>> by(RecordType<E> type, Shown shown) {
        String face = shown.view().definition().face() == null
                ? ""
                : shown.view().definition().face();
        String asked = face.substring(face.indexOf('.') + 1);
        return type.fields().stream()
                .filter(field -> field.isBoardable() && field.key().equals(asked))
                .findFirst()
                .or(() -> type.fields().stream().filter(Field::isBoardable).findFirst());
    }

    private <E extends BaseRecord> ListItem bar(RecordType<E> type, Field<E> by, Group group, long most, UI ui) {
        String name = group.value() == null
                ? ui.getTranslation("board.without", type.label(by.key(), ui.getLocale()))
                : parts.texts()
                        .show(by, group.value(), Map.of(), ui.getLocale())
                        .text();
        Span count = new Span(NumberFormat.getIntegerInstance(ui.getLocale()).format(group.count()));
        count.addClassName("bar-count");
        Div bar = new Div();
        bar.addClassName("bar");
        bar.getStyle().set("--share", Double.toString((double) group.count() / most));
        if (group.value() instanceof UUID id) {
            parts.options()
                    .byId(id)
                    .map(Option::colour)
                    .ifPresent(colour -> bar.getStyle().set("--badge-colour", colour));
        }
        return new ListItem(new Span(name), count, bar);
    }
}
