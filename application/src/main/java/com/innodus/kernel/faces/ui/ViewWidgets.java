package com.innodus.kernel.faces.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.ShownViews.Shown;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
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

/** The first records of a saved view on the dashboard, and how many there are. */
@org.springframework.stereotype.Component
class ViewWidgets implements WidgetKind {
    private static final int SHOWN = 8;

    private final ShownViews views;
    private final Parts parts;

    ViewWidgets(ShownViews views, Parts parts) {
        this.views = views;
        this.parts = parts;
    }

    @Override
    public String key() {
        return "view";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return views.choices();
    }

    @Override
    public String title(String setting, Locale locale) {
        return views.title(setting, locale);
    }

    @Override
    public Optional<Component> make(String setting) {
        return views.find(setting).map(shown -> list(shown.type(), shown));
    }

    private <E extends BaseRecord> Component list(RecordType<E> type, Shown shown) {
        UI ui = UI.getCurrent();
        var query = shown.view().definition().query(type);
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
        return new Div(figure, list, shown.link(ui.getLocale()));
    }
}
