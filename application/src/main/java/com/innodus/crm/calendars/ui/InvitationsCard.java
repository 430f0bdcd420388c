package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.calendars.Invitations;
import com.innodus.crm.calendars.Invitations.Invitation;
import com.innodus.crm.calendars.Invitations.State;
import com.innodus.crm.calendars.Times;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.faces.ui.SheetCard;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who was asked to an event, what they said, and who has something else to do then. */
class InvitationsCard extends Section {
    private static final long serialVersionUID = 1L;

    private final transient Parts parts;
    private final UUID id;

    /** Puts the card on the sheets of events that have participants. */
    @org.springframework.stereotype.Component
    record Parts(
            Invitations invitations, Agenda agenda, Records records, RecordType<Event> events, Users users, Clock clock)
            implements SheetCard {
        @Override
        public Optional<com.vaadin.flow.component.Component> of(RecordType<?> type, UUID record) {
            return type.key().equals("event") && !invitations.of(record).isEmpty()
                    ? Optional.of(new InvitationsCard(this, record))
                    : Optional.empty();
        }
    }

    InvitationsCard(Parts parts, UUID id) {
        this.parts = parts;
        this.id = id;
        addClassName("section-card");
        show();
    }

    private void show() {
        removeAll();
        Event event = parts.records().get(parts.events(), id);
        List<Invitation> asked = parts.invitations().of(id);
        Div head = new Div(new H2(getTranslation("invitation.title")));
        head.addClassName("card-head");
        if (parts.records().may(parts.events(), event, Operation.EDIT)
                && parts.invitations().isUnsent(event, asked)) {
            boolean isFirst = asked.stream().allMatch(each -> each.sentVersion() == null);
            Button send = new Button(
                    getTranslation(isFirst ? "invitation.send" : "invitation.send-again"),
                    VaadinIcon.ENVELOPE_O.create(),
                    click -> {
                        Notification.show(getTranslation(
                                "invitation.sent", parts.invitations().send(id)));
                        show();
                    });
            send.addThemeVariants(ButtonVariant.SMALL);
            send.setId("send-invitations");
            head.add(send);
        }
        add(head);
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "invitation-list");
        asked.forEach(each -> list.add(line(each)));
        add(list);
        conflicts(event);
        UUID me = CurrentActor.get().id();
        asked.stream().filter(each -> me.equals(each.user())).findFirst().ifPresent(mine -> add(answers(mine)));
    }

    private ListItem line(Invitation invitation) {
        Span name = new Span(invitation.name());
        Span state =
                new Span(getTranslation("invitation.state." + invitation.state().word()));
        state.addClassName("badge");
        state.getStyle()
                .set(
                        "--badge-colour",
                        switch (invitation.state()) {
                            case PENDING -> "#5f6b7a";
                            case ACCEPTED -> "#1b7f5c";
                            case TENTATIVE -> "#b3651d";
                            case DECLINED -> "#b23b4a";
                        });
        return new ListItem(name, state);
    }

    /** Says who is busy, never with what. */
    private void conflicts(Event event) {
        Times times = Times.of(event);
        Instant now = parts.clock().instant();
        Instant from = event.getStartsAt().isAfter(now) ? event.getStartsAt() : now;
        times.between(from, from.plus(Duration.ofDays(366))).stream()
                .findFirst()
                .ifPresent(next -> {
                    Set<UUID> people = Set.copyOf(event.getUsers());
                    String busy = parts.agenda().busy(people, next.start(), next.end(), List.of(event.getId())).stream()
                            .map(Agenda.Busy::user)
                            .distinct()
                            .flatMap(user -> parts.users().remembered(user).stream())
                            .map(User::name)
                            .collect(Collectors.joining(", "));
                    if (!busy.isEmpty()) {
                        Paragraph warning = new Paragraph(
                                VaadinIcon.WARNING.create(), new Span(getTranslation("invitation.conflict", busy)));
                        warning.addClassName("invitation-conflict");
                        add(warning);
                    }
                });
    }

    private Div answers(Invitation mine) {
        Div answers = new Div(new Span(getTranslation("invitation.yours")));
        answers.addClassName("invitation-answers");
        for (State state : List.of(State.ACCEPTED, State.TENTATIVE, State.DECLINED)) {
            String key = switch (state) {
                case TENTATIVE -> "invitation.maybe";
                case DECLINED -> "invitation.decline";
                default -> "invitation.accept";
            };
            Button button = new Button(getTranslation(key), click -> {
                parts.invitations().answerMine(id, state);
                show();
            });
            button.addThemeVariants(ButtonVariant.SMALL);
            if (mine.state() == state) {
                button.addThemeVariants(ButtonVariant.PRIMARY);
                button.getElement().setAttribute("aria-pressed", "true");
            }
            button.setId("answer-" + state.word());
            answers.add(button);
        }
        return answers;
    }
}
