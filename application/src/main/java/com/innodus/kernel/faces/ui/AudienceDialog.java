package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access.Held;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.ClosedRecords.Guard;
import com.innodus.kernel.records.Readers;
import com.innodus.kernel.records.Readers.Reader;
import com.innodus.kernel.records.Readers.Reason;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who can see a record and why; whoever may, closes it here to all but named people. */
class AudienceDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient RecordType<E> type;
    private final UUID record;
    private final transient ClosedRecords closed;
    private final transient TenantRoles roles;
    private final Checkbox close = new Checkbox();
    private final MultiSelectComboBox<User> people = new MultiSelectComboBox<>();

    AudienceDialog(
            RecordType<E> type,
            UUID record,
            boolean mayClose,
            Readers readers,
            ClosedRecords closed,
            Users users,
            TenantRoles roles,
            Runnable changed) {
        this.type = type;
        this.record = record;
        this.closed = closed;
        this.roles = roles;
        setHeaderTitle(getTranslation("audience.title"));
        setWidth("min(36rem, 96vw)");
        addClassName("audience");
        Guard guard = closed.of(type, record).orElse(null);
        if (mayClose) {
            add(closing(guard, users));
            Button save = new Button(getTranslation("action.save"), click -> {
                save();
                close();
                changed.run();
            });
            save.addThemeVariants(ButtonVariant.PRIMARY);
            save.setId("save-audience");
            getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
        } else {
            if (guard != null) {
                add(new Paragraph(getTranslation("audience.closed.text")));
            }
            getFooter().add(new Button(getTranslation("action.close"), click -> close()));
        }
        List<Reader> found = readers.of(type, record);
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        found.stream().limit(SHOWN).map(this::line).forEach(list::add);
        add(new H3(getTranslation("audience.now", found.size())), list);
        if (found.size() > SHOWN) {
            add(new Paragraph(getTranslation("audience.more", SHOWN)));
        }
    }

    private Section closing(@Nullable Guard guard, Users users) {
        UUID me = CurrentActor.get().id();
        List<User> others = users.all().stream()
                .filter(user ->
                        user.state() != User.State.DISABLED && !user.id().equals(me))
                .toList();
        close.setLabel(getTranslation("audience.close"));
        close.setHelperText(getTranslation("audience.close.help"));
        close.setId("close-record");
        close.setValue(guard != null);
        people.setLabel(getTranslation("audience.people"));
        people.setItems(others);
        people.setItemLabelGenerator(User::name);
        people.setId("audience-people");
        people.setVisible(guard != null);
        if (guard != null) {
            people.setValue(others.stream()
                    .filter(user -> guard.people().contains(user.id()))
                    .collect(Collectors.toSet()));
        }
        close.addValueChangeListener(change -> people.setVisible(change.getValue()));
        Section section = new Section(close, people);
        section.addClassName("audience-closing");
        return section;
    }

    private void save() {
        if (close.getValue()) {
            closed.close(type, record, people.getValue().stream().map(User::id).toList());
        } else if (closed.of(type, record).isPresent()) {
            closed.open(type, record);
        }
    }

    private ListItem line(Reader reader) {
        Avatar avatar = new Avatar(reader.user().name());
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(reader.user().name());
        name.addClassName("line-title");
        Span why = new Span(reader.reasons().stream().map(this::text).distinct().collect(Collectors.joining(" · ")));
        why.addClassName("secondary");
        Div who = new Div(name, why);
        who.addClassName("line-main");
        Span may = new Span(getTranslation(reader.mayEdit() ? "audience.edits" : "audience.reads"));
        may.addClassName("secondary");
        ListItem line = new ListItem(avatar, who, may);
        line.addClassName("line");
        return line;
    }

    private String text(Reason reason) {
        Held held = reason.held();
        if (held == null) {
            return getTranslation("audience.reads-closed");
        }
        String role = held.role().equals(Roles.BASELINE)
                ? getTranslation("roles.everybody")
                : roles.name(held.role(), getLocale());
        String through = Optional.ofNullable(held.team())
                .map(team -> getTranslation("audience.through", role, team))
                .orElse(role);
        return getTranslation(
                "audience.because",
                through,
                getTranslation("scope." + reason.scope().name().toLowerCase(Locale.ROOT) + ".why"));
    }
}
