package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Where work starts: what there is, and what changed last. */
@Route(value = "")
@PermitAll
public class HomeView extends Div implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int COUNTED = 10_000;

    private final transient Records records;

    public HomeView(RecordTypes types, Records records, Access access) {
        this.records = records;
        addClassName("home-view");
        add(new H1(getTranslation("home.hello", CurrentActor.get().name())));
        Div cards = new Div();
        cards.addClassName("card-row");
        for (RecordType<?> type : types.all()) {
            if (access.may(type.key(), Operation.READ) && !type.area().equals("settings")) {
                cards.add(card(type));
            }
        }
        add(cards);
    }

    private <E extends BaseRecord> Section card(RecordType<E> type) {
        int count = records.count(type, Query.ALL, COUNTED + 1);
        Span figure = new Span(count > COUNTED ? "10.000+" : String.format(getLocale(), "%,d", count));
        figure.addClassName("figure");
        Section card = new Section(new H2(getTranslation("type." + type.key() + ".plural")), figure);
        card.addClassName("section-card");
        if (count == 0) {
            card.add(new Paragraph(getTranslation("list.empty." + type.key())));
            card.add(new Anchor("/app/" + type.plural() + "/new", getTranslation("list.first")));
            return card;
        }
        UnorderedList latest = new UnorderedList();
        latest.addClassName("plain-list");
        Query newest = new Query(Filter.NONE, "", List.of(new Query.Sort("changedAt", false)));
        records.page(type, newest, null, 0, 6)
                .forEach(record -> latest.add(
                        new ListItem(new Anchor("/app/" + type.plural() + "/" + record.getId(), record.getTitle()))));
        card.add(latest, new Anchor("/app/" + type.plural(), getTranslation("home.all")));
        return card;
    }

    @Override
    public String getPageTitle() {
        return TenantScope.current().name();
    }
}
