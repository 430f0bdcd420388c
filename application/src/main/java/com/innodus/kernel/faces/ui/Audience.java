package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Readers;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows on a sheet who can see the record and why, and closes it to all but named people. */
@Component
class Audience {
    private final Readers readers;
    private final ClosedRecords closed;
    private final Users users;
    private final TenantRoles roles;

    Audience(Readers readers, ClosedRecords closed, Users users, TenantRoles roles) {
        this.readers = readers;
        this.closed = closed;
        this.users = users;
        this.roles = roles;
    }

    <E extends BaseRecord> Button button(RecordType<E> type, E record) {
        Button button = new Button(VaadinIcon.EYE.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        String label = button.getTranslation("audience.title");
        button.setAriaLabel(label);
        button.setTooltipText(label);
        button.setId("audience");
        button.addClickListener(click -> new AudienceDialog<>(
                        type,
                        record.getId(),
                        closed.mayClose(type, record),
                        readers,
                        closed,
                        users,
                        roles,
                        () -> UI.getCurrent().refreshCurrentRoute(false))
                .open());
        return button;
    }

    /** A mark on records that are closed. */
    <E extends BaseRecord> Optional<Span> badge(RecordType<E> type, UUID id) {
        return closed.of(type, id).map(guard -> {
            Span badge = new Span(VaadinIcon.LOCK.create());
            badge.add(badge.getTranslation("audience.closed"));
            badge.addClassName("closed-badge");
            return badge;
        });
    }
}
