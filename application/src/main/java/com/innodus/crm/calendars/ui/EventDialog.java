package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.calendars.TimeText;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.markdown.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One event at one of its times, looked at: when, where, with whom, and what can be done with it. */
class EventDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** What the dialog is made with. */
    @org.springframework.stereotype.Component
    record Parts(Records records, RecordTypes types, Users users, Options options) {}

    /** @param edit null where the acting user may not */
    EventDialog(
            Agenda.Entry entry,
            Parts parts,
            @org.jspecify.annotations.Nullable Runnable edit,
            @org.jspecify.annotations.Nullable Runnable delete) {
        Event event = entry.event();
        setHeaderTitle(event.getTitle());
        addClassName("event-dialog");
        setWidth("min(30rem, 96vw)");
        DescriptionList facts = new DescriptionList();
        facts.addClassName("field-list");
        fact(facts, "event.when", new Span(TimeText.of(entry.times(), entry.occurrence(), getLocale())));
        if (entry.times().repetition() != null) {
            fact(facts, "event.repetition", new Span(entry.times().repetition().text(getLocale())));
        }
        parts.options().byId(event.getKind()).ifPresent(kind -> {
            Span badge = new Span(kind.label(getLocale()));
            badge.addClassName("badge");
            badge.getStyle().set("--badge-colour", kind.colour() == null ? "#5f6b7a" : kind.colour());
            fact(facts, "event.kind", badge);
        });
        if (event.getPlace() != null) {
            fact(facts, "event.place", new Span(event.getPlace()));
        }
        parts.users()
                .remembered(event.getOwner())
                .map(User::name)
                .ifPresent(name -> fact(facts, "event.owner", new Span(name)));
        List<String> people = people(event, parts);
        if (!people.isEmpty()) {
            fact(facts, "event.users", new Span(String.join(", ", people)));
        }
        if (event.isConfidential()) {
            fact(facts, "event.confidential", new Span(getTranslation("value.yes")));
        }
        add(facts);
        if (event.getDescription() != null) {
            Markdown text = new Markdown(event.getDescription());
            text.addClassName("markdown");
            add(new Div(text));
        }
        Anchor sheet = new Anchor("/app/events/" + event.getId(), getTranslation("calendar.open"));
        sheet.addClassName("dialog-link");
        getFooter().add(sheet);
        if (delete != null) {
            Button remove = new Button(getTranslation("action.delete"), VaadinIcon.TRASH.create(), click -> {
                close();
                delete.run();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setId("delete-event");
            getFooter().add(remove);
        }
        if (edit != null) {
            Button change = new Button(getTranslation("action.edit"), VaadinIcon.PENCIL.create(), click -> {
                close();
                edit.run();
            });
            change.addThemeVariants(ButtonVariant.PRIMARY);
            change.setId("edit-event");
            getFooter().add(change);
        }
        getHeader().add(closing());
    }

    private Button closing() {
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(getTranslation("action.close"));
        return close;
    }

    private static List<String> people(Event event, Parts parts) {
        List<String> names = new ArrayList<>();
        event.getUsers()
                .forEach(user -> parts.users().remembered(user).map(User::name).ifPresent(names::add));
        RecordType<?> person = parts.types().require("person");
        Map<UUID, String> titles = parts.records().titles(person, event.getPeople());
        Stream.concat(
                        event.getPeople().stream().flatMap(id -> Stream.ofNullable(titles.get(id))),
                        event.getGuests().stream().map(guest -> guest.value()))
                .forEach(names::add);
        return names;
    }

    private void fact(DescriptionList list, String key, Component value) {
        list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
    }
}
