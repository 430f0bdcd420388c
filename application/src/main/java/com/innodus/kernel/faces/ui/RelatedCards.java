package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The records that link to one: a card for each link field of each type, with a way to add another. */
@Component
class RelatedCards {
    private static final int SHOWN = 8;
    private static final int COUNTED = 1_000;

    private final RecordTypes types;
    private final Records records;
    private final Access access;
    private final FieldRights rights;
    private final QuickCreate quick;

    RelatedCards(RecordTypes types, Records records, Access access, FieldRights rights, QuickCreate quick) {
        this.rights = rights;
        this.types = types;
        this.records = records;
        this.access = access;
        this.quick = quick;
    }

    List<Section> of(RecordType<?> type, UUID id) {
        List<Section> cards = new ArrayList<>();
        for (RecordType<?> other : types.all()) {
            if (access.may(other.key(), Operation.READ)) {
                add(cards, rights.seen(other), type, id);
            }
        }
        return cards;
    }

    private <O extends BaseRecord> void add(List<Section> cards, RecordType<O> other, RecordType<?> type, UUID id) {
        for (Field<O> link : other.linksTo(type.key())) {
            Card<O> card = new Card<>(other, link, id);
            if (!card.isIdle()) {
                cards.add(card);
            }
        }
    }

    private final class Card<O extends BaseRecord> extends Section {
        private static final long serialVersionUID = 1L;

        private final transient RecordType<O> other;
        private final transient Field<O> link;
        private final UUID id;
        private final boolean mayCreate;
        private int count;

        Card(RecordType<O> other, Field<O> link, UUID id) {
            this.other = other;
            this.link = link;
            this.id = id;
            mayCreate = quick.isAllowed(other);
            addClassNames("section-card", "related-card");
            show();
        }

        /** Nothing is there and nothing can be added. */
        boolean isIdle() {
            return count == 0 && !mayCreate;
        }

        private void show() {
            removeAll();
            Query query = Query.ALL.with(Filter.test(link.key(), Operator.IS, id.toString()));
            List<O> found = records.page(other, query, null, 0, SHOWN);
            count = found.size() < SHOWN ? found.size() : records.count(other, query, COUNTED + 1);
            String name = link.definition().isPresent()
                    ? other.pluralName(getLocale()) + " · " + other.label(link.key(), getLocale())
                    : other.isReworded()
                            ? other.pluralName(getLocale())
                            : getTranslation("related." + other.key() + "." + link.key());
            Span figure = new Span(count > COUNTED ? COUNTED + "+" : Integer.toString(count));
            figure.addClassName("secondary");
            Div head = new Div(new H2(name), figure);
            head.addClassName("card-head");
            if (mayCreate) {
                Button add = new Button(VaadinIcon.PLUS.create(), click -> create());
                add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                String label = getTranslation("related.add", name);
                add.setAriaLabel(label);
                add.setTooltipText(label);
                head.add(add);
            }
            add(head);
            UnorderedList list = new UnorderedList();
            list.addClassName("plain-list");
            found.forEach(record -> list.add(
                    new ListItem(new Anchor("/app/" + other.plural() + "/" + record.getId(), record.getTitle()))));
            if (!found.isEmpty()) {
                add(list);
            }
            if (count > found.size()) {
                String filter = FilterText.write(query.filter());
                add(new Anchor(
                        new ListAddress(Map.of("filter", filter)).on(other.plural()), getTranslation("home.all")));
            }
        }

        private void create() {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put(link.key(), link.type() instanceof FieldType.Links ? List.of(id) : id);
            quick.ask(other, values, made -> show());
        }
    }
}
