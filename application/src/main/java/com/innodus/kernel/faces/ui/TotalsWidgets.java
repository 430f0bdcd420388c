package com.innodus.kernel.faces.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.faces.ui.ShownViews.Shown;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Summaries;
import com.innodus.kernel.records.Summary;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Measure;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many records a saved view has, and what their amounts come to, by currency. */
@org.springframework.stereotype.Component
class TotalsWidgets implements WidgetKind {
    private static final int MOST_AMOUNTS = 5;

    private final ShownViews views;
    private final Summaries summaries;

    TotalsWidgets(ShownViews views, Summaries summaries) {
        this.views = views;
        this.summaries = summaries;
    }

    @Override
    public String key() {
        return "totals";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return views.choices().stream()
                .map(each -> new Choice(each.setting(), Texts.text(locale, "blocks.totals", each.name())))
                .toList();
    }

    @Override
    public String title(String setting, Locale locale) {
        return views.title(setting, locale);
    }

    @Override
    public Optional<Component> make(String setting) {
        return views.find(setting).map(shown -> totals(shown.type(), shown));
    }

    private <E extends BaseRecord> Component totals(RecordType<E> type, Shown shown) {
        UI ui = UI.getCurrent();
        Query query = shown.view().definition().query(type);
        List<String> amounts = type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Amount || field.type() instanceof FieldType.Price)
                .map(Field::key)
                .limit(MOST_AMOUNTS)
                .toList();
        Summary asked = new Summary(
                List.of(),
                amounts.stream().map(field -> new Measure(Aggregate.SUM, field)).toList(),
                1);
        Summary.Line whole =
                summaries.of(type, query, asked).lines().stream().findFirst().orElse(null);
        Div totals = new Div();
        totals.addClassName("totals");
        Span count =
                new Span(NumberFormat.getIntegerInstance(ui.getLocale()).format(whole == null ? 0 : whole.count()));
        count.addClassName("figure");
        totals.add(count);
        for (int i = 0; whole != null && i < amounts.size(); i++) {
            String label = type.label(amounts.get(i), ui.getLocale());
            whole.figures().get(i).numbers().forEach((currency, sum) -> {
                Span name = new Span(label);
                name.addClassName("secondary");
                Span figure = new Span((FieldText.amount(sum, ui.getLocale()) + " " + currency).strip());
                figure.addClassName("calculator-figure");
                Div line = new Div(name, figure);
                line.addClassName("calculator-line");
                totals.add(line);
            });
        }
        totals.add(shown.link(ui.getLocale()));
        return totals;
    }
}
