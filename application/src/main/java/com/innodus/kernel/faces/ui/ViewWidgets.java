package com.innodus.kernel.faces.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.SavedView;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The first records of a saved view on the dashboard, and how many there are. */
@org.springframework.stereotype.Component
class ViewWidgets implements WidgetKind {
    private static final int SHOWN = 8;

    private final Parts parts;

    ViewWidgets(Parts parts) {
        this.parts = parts;
    }

    @Override
    public String key() {
        return "view";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return parts.types().all().stream()
                .flatMap(type -> parts.views().of(type).stream()
                        .map(view -> new Choice(type.key() + "/" + view.id(), view.name())))
                .toList();
    }

    /** A saved view and its type. */
    private record Found(RecordType<?> type, SavedView view) {}

    private Optional<Found> find(String setting) {
        String[] names = setting.split("/", 2);
        if (names.length < 2) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(names[1]);
            return parts.types()
                    .byKey(names[0])
                    .flatMap(type -> parts.views().find(type, id).map(view -> new Found(type, view)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String title(String setting, Locale locale) {
        return find(setting)
                .map(found -> found.view().name())
                .orElseGet(() -> UI.getCurrent().getTranslation("dashboard.gone"));
    }

    @Override
    public Optional<Component> make(String setting) {
        return find(setting).map(found -> list(parts.rights().seen(found.type()), found.view()));
    }

    private <E extends BaseRecord> Component list(RecordType<E> type, SavedView view) {
        UI ui = UI.getCurrent();
        var query = view.definition().query(type);
        int count = parts.records().count(type, query, Counting.LIMIT + 1);
        Span figure = new Span(
                count > Counting.LIMIT
                        ? ui.getTranslation("list.count.many", Counting.LIMIT)
                        : ui.getTranslation("list.count", count));
        figure.addClassName("secondary");
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        for (E record : parts.records().page(type, query, null, 0, SHOWN)) {
            ListItem line = new ListItem(
                    Icons.of(type), new Anchor("/app/" + type.plural() + "/" + record.getId(), record.getTitle()));
            line.addClassName("line");
            list.add(line);
        }
        Anchor all =
                new Anchor("/app/" + type.plural() + "?view=" + view.id(), ui.getTranslation("dashboard.view.all"));
        return new Div(figure, list, all);
    }
}
