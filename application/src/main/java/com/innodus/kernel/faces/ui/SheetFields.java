package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.FieldText.Shown;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.views.Layout;
import com.innodus.kernel.records.views.Layouts;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.markdown.Markdown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The filled fields of a record, in a card for each section of its type. */
@org.springframework.stereotype.Component
class SheetFields {
    private final RecordTypes types;
    private final FieldText texts;
    private final Layouts layouts;
    private final Clock clock;

    SheetFields(RecordTypes types, FieldText texts, Layouts layouts, Clock clock) {
        this.layouts = layouts;
        this.clock = clock;
        this.types = types;
        this.texts = texts;
    }

    /** @param writeTo opens a mail to an address; null where the user may not write */
    <E extends BaseRecord> List<Section> of(
            RecordType<E> type, E record, Locale locale, @Nullable Consumer<String> writeTo) {
        Map<UUID, String> titles = texts.titles(type, List.of(record));
        List<Section> cards = new ArrayList<>();
        for (Layout.Placed placed : layouts.of(type)) {
            RecordType.Section section = placed.section();
            DescriptionList list = new DescriptionList();
            list.addClassName("field-list");
            for (String key : section.fields()) {
                Field<E> field = type.require(key);
                Shown shown = texts.show(type, key, record, titles, locale);
                boolean asked = field.definition()
                        .map(own -> own.isVisible(type.values(record), clock.instant()))
                        .orElse(true);
                if (asked && !shown.text().isEmpty()) {
                    list.add(
                            new DescriptionList.Term(type.label(key, locale)),
                            new DescriptionList.Description(value(field, field.get(record), shown, titles, writeTo)));
                }
            }
            if (list.getComponentCount() > 0) {
                Section card = new Section(new H2(section.label(locale)), list);
                card.addClassName("section-card");
                cards.add(card);
            }
        }
        return cards;
    }

    private Component value(
            Field<?> field,
            @Nullable Object value,
            Shown shown,
            Map<UUID, String> titles,
            @Nullable Consumer<String> writeTo) {
        if (!shown.badges().isEmpty()) {
            Div badges = new Div();
            shown.badges().forEach(each -> {
                Span badge = new Span(each.text());
                badge.addClassName("badge");
                badge.getStyle().set("--badge-colour", each.colour() == null ? "#5f6b7a" : each.colour());
                badges.add(badge);
            });
            return badges;
        }
        return switch (field.type()) {
            case FieldType.Url ignored -> {
                Anchor anchor = new Anchor(shown.text(), shown.text());
                anchor.getElement().setAttribute("rel", "noopener noreferrer nofollow");
                anchor.setTarget("_blank");
                yield anchor;
            }
            case FieldType.Link(String target) ->
                new Anchor("/app/" + types.require(target).plural() + "/" + value, shown.text());
            case FieldType.Links(String target) -> links(types.require(target).plural(), (List<?>) value, titles);
            case FieldType.RichText ignored -> {
                Markdown text = new Markdown(shown.text());
                text.addClassName("markdown");
                yield text;
            }
            case FieldType.File ignored -> FileAddress.link((StoredFile) Objects.requireNonNull(value));
            case FieldType.Image ignored -> picture((StoredFile) Objects.requireNonNull(value));
            case FieldType.Emails ignored -> points(value, "mailto:", writeTo);
            case FieldType.Phones ignored -> points(value, "tel:", null);
            default -> new Span(shown.text());
        };
    }

    private static Component picture(StoredFile file) {
        Anchor link = FileAddress.link(file);
        link.setText("");
        link.add(FileAddress.picture(file, file.name()));
        return link;
    }

    private static Component links(String plural, @Nullable List<?> ids, Map<UUID, String> titles) {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        if (ids != null) {
            for (Object id : ids) {
                String title = titles.get((UUID) id);
                if (title != null) {
                    list.add(new ListItem(new Anchor("/app/" + plural + "/" + id, title)));
                }
            }
        }
        return list;
    }

    private static Component points(@Nullable Object value, String scheme, @Nullable Consumer<String> writeTo) {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        if (value instanceof List<?> points) {
            for (Object each : points) {
                if (each instanceof ContactPoint point) {
                    Anchor address = new Anchor(scheme + point.value(), point.value());
                    Span label = new Span(list.getTranslation("label." + point.label()));
                    label.addClassName("secondary");
                    ListItem line = new ListItem(address, new Span(" "), label);
                    if (writeTo != null) {
                        Button write =
                                new Button(VaadinIcon.ENVELOPE_O.create(), click -> writeTo.accept(point.value()));
                        write.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                        write.setAriaLabel(list.getTranslation("mail.write-to", point.value()));
                        line.add(write);
                    }
                    list.add(line);
                }
            }
        }
        return list;
    }
}
