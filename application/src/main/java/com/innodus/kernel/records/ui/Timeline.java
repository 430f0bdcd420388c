package com.innodus.kernel.records.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people said about a record and what happened to it, newest first. */
class Timeline<E extends BaseRecord> extends Section {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient RecordType<E> type;
    private final transient Comments comments;
    private final transient History history;
    private final transient Users users;
    private final UUID record;
    private final Div entries = new Div();

    private record Entry(Instant at, Component component) {}

    Timeline(RecordType<E> type, UUID record, Comments comments, History history, Users users, boolean mayComment) {
        this.type = type;
        this.record = record;
        this.comments = comments;
        this.history = history;
        this.users = users;
        addClassNames("section-card", "timeline");
        add(new H2(getTranslation("timeline.title")));
        if (mayComment) {
            add(writer());
        }
        add(entries);
        show();
    }

    private Component writer() {
        TextArea text = new TextArea();
        text.setAriaLabel(getTranslation("comment.write"));
        text.setPlaceholder(getTranslation("comment.write"));
        text.setMaxLength(10_000);
        Button send = new Button(getTranslation("comment.send"));
        send.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        send.addClickListener(click -> {
            try {
                comments.add(type, record, text.getValue());
                text.clear();
                text.setInvalid(false);
                show();
            } catch (InvalidRecord refused) {
                text.setInvalid(true);
                text.setErrorMessage(getTranslation(
                        refused.problems().getFirst().message(),
                        refused.problems().getFirst().arguments().toArray()));
            }
        });
        send.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text);
        Div writer = new Div(text, send);
        writer.addClassName("comment-writer");
        return writer;
    }

    private void show() {
        List<Entry> all = new ArrayList<>();
        comments.of(type, record, SHOWN).forEach(comment -> all.add(new Entry(comment.createdAt(), bubble(comment))));
        history.of(type, record, SHOWN).forEach(entry -> all.add(new Entry(entry.at(), change(entry))));
        entries.removeAll();
        all.stream()
                .sorted(Comparator.comparing(Entry::at).reversed())
                .limit(SHOWN)
                .forEach(entry -> entries.add(entry.component()));
    }

    private Component bubble(Comment comment) {
        Div body = new Div(comment.body());
        body.addClassName("comment-body");
        Div bubble = new Div(head(comment.author(), comment.createdAt()), body);
        bubble.addClassNames("timeline-entry", "comment-bubble");
        return bubble;
    }

    private Component change(History.Entry entry) {
        String fields = entry.changes().stream()
                .map(change -> getTranslation(type.key() + "." + change.field()))
                .collect(Collectors.joining(", "));
        Div what = new Div(getTranslation("history." + entry.kind().name().toLowerCase(java.util.Locale.ROOT), fields));
        Div line = new Div(head(entry.user(), entry.at()), what);
        line.addClassName("timeline-entry");
        return line;
    }

    private Component head(@Nullable UUID user, Instant at) {
        Span who = new Span(users.remembered(user).map(User::name).orElse("Innodus"));
        who.addClassName("who");
        Span when = new Span(FieldText.moment(at, getLocale()));
        when.addClassName("secondary");
        Div head = new Div(who, new Span(" "), when);
        head.addClassName("timeline-head");
        return head;
    }
}
