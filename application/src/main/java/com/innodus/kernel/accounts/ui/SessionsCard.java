package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.Sessions.Session;
import com.innodus.kernel.access.User;
import com.vaadin.flow.component.UI;
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

/** Where one is logged in, each with a way to end it. */
class SessionsCard extends Section {
    private static final long serialVersionUID = 1L;

    private final transient Sessions sessions;
    private final transient User user;
    private final UnorderedList list = new UnorderedList();

    SessionsCard(Sessions sessions, User user) {
        this.sessions = sessions;
        this.user = user;
        setId("sessions");
        addClassName("section-card");
        list.addClassNames("plain-list", "line-list");
        Button everywhere = new Button(getTranslation("profile.sessions.everywhere"), click -> {
            sessions.endAll(user.id());
            UI.getCurrent().getPage().setLocation("/login?out");
        });
        everywhere.addThemeVariants(ButtonVariant.ERROR);
        Div actions = new Div(everywhere);
        actions.addClassName("action-row");
        add(
                new H2(getTranslation("profile.sessions")),
                new Paragraph(getTranslation("profile.sessions.text")),
                list,
                actions);
        // once the fields above have their height
        getElement().executeJs("if (location.hash === '#sessions') setTimeout(() => this.scrollIntoView(), 300)");
        refresh();
    }

    private void refresh() {
        list.removeAll();
        sessions.of(user.id()).forEach(session -> list.add(line(session)));
    }

    private ListItem line(Session session) {
        boolean here = session.id().equals(CurrentSession.id());
        String device = Words.device(session.agent());
        String title = device.isEmpty() ? getTranslation("profile.sessions.unknown") : device;
        Span name = new Span(title);
        name.addClassName("line-title");
        Span facts = new Span(getTranslation(
                "profile.sessions.facts",
                session.address(),
                Words.moment(session.since(), getLocale()),
                Words.moment(session.lastSeen(), getLocale())));
        facts.addClassName("secondary");
        Div what = new Div(name, facts);
        what.addClassName("line-main");
        ListItem line = new ListItem(
                (session.agent().contains("Mobile") ? VaadinIcon.MOBILE : VaadinIcon.DESKTOP).create(), what);
        line.addClassName("line");
        if (here) {
            Span mark = new Span(getTranslation("profile.sessions.here"));
            mark.addClassName("badge");
            mark.getStyle().set("--badge-colour", "#2e8b57");
            line.add(mark);
        } else {
            Button end = new Button(getTranslation("shell.logout"), click -> {
                sessions.end(user.id(), session.id());
                refresh();
            });
            end.addThemeVariants(ButtonVariant.SMALL);
            end.setAriaLabel(getTranslation("profile.sessions.end", title));
            line.add(end);
        }
        return line;
    }
}
