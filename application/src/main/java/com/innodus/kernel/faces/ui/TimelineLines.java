package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.comments.Comments.Quote;
import com.innodus.kernel.comments.Mentions;
import com.innodus.kernel.correspondence.Correspondence.Letter;
import com.innodus.kernel.faces.ui.TimelinePages.Entry;
import com.innodus.kernel.faces.ui.TimelinePages.Happened;
import com.innodus.kernel.faces.ui.TimelinePages.Said;
import com.innodus.kernel.faces.ui.TimelinePages.Wrote;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.History.Kind;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Entries of timelines in words: who did what when, from which value to which. */
@Service
class TimelineLines {
    private static final int SHOWN_AT_ONCE = 5;

    private final FieldText texts;
    private final History history;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    TimelineLines(FieldText texts, History history, Users users, Records records, RecordTypes types, Clock clock) {
        this.texts = texts;
        this.history = history;
        this.users = users;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** Titles of all records that changed links lead to, one statement for each type. */
    <E extends BaseRecord> Map<UUID, String> titles(RecordType<E> type, List<Entry> entries) {
        Map<String, Set<UUID>> byTarget = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Happened(History.Entry happened)) {
                for (FieldChange change : happened.changes()) {
                    type.field(change.field()).ifPresent(field -> {
                        String target = field.linkTarget();
                        if (target != null) {
                            Set<UUID> ids = byTarget.computeIfAbsent(target, key -> new HashSet<>());
                            addTyped(ids, field, change.before());
                            addTyped(ids, field, change.after());
                        }
                    });
                }
            }
        }
        Map<UUID, String> titles = new HashMap<>();
        byTarget.forEach((target, ids) -> titles.putAll(titlesOf(types.require(target), ids)));
        return titles;
    }

    private void addTyped(Set<UUID> ids, Field<?> field, @Nullable Object stored) {
        switch (history.typed(field, stored)) {
            case UUID id -> ids.add(id);
            case Collection<?> several -> several.forEach(id -> ids.add((UUID) id));
            case null, default -> {}
        }
    }

    private <T extends BaseRecord> Map<UUID, String> titlesOf(RecordType<T> target, Set<UUID> ids) {
        return records.titles(target, ids);
    }

    /** An entry; {@code address} leads to it alone. */
    <E extends BaseRecord> Div line(
            RecordType<E> type, Entry entry, Map<UUID, String> titles, String address, Locale locale) {
        return switch (entry) {
            case Said(Comment comment) -> comment(comment, address, locale);
            case Happened(History.Entry happened) -> change(type, happened, titles, address, locale);
            case Wrote(Letter letter) -> letter(letter, address, locale);
        };
    }

    Div comment(Comment comment, String address, Locale locale) {
        Div body = new Div();
        body.addClassName("comment-body");
        for (Mentions.Part part : Mentions.parts(comment.body())) {
            String name = users.remembered(part.user()).map(User::name).orElse(null);
            Span span = new Span(name == null ? part.text() : "@" + name);
            if (name != null) {
                span.addClassName("mention");
            }
            body.add(span);
        }
        Div head = head(comment.author(), comment.createdAt(), address, locale);
        if (comment.editedAt() != null) {
            Span edited = new Span(head.getTranslation("comment.edited"));
            edited.addClassName("secondary");
            head.add(new Span(" · "), edited);
        }
        Div bubble = new Div(head, body);
        bubble.addClassNames("timeline-entry", "comment-bubble");
        if (comment.answers() != null) {
            bubble.addComponentAtIndex(1, quote(comment.answers(), address));
            bubble.addClassName("comment-answer");
        }
        return bubble;
    }

    /** The beginning of what is answered, which leads to it. */
    private Anchor quote(Quote quoted, String address) {
        Anchor quote = new Anchor(address.substring(0, address.indexOf('=') + 1) + quoted.id());
        quote.addClassName("comment-quote");
        String author = users.remembered(quoted.author()).map(User::name).orElse("Innodus");
        Span who = new Span(author + ": ");
        who.addClassName("who");
        quote.add(who, new Span(words(quoted.body())));
        return quote;
    }

    private String words(String body) {
        // what was cut off may have been in the middle of a mention
        String words = Mentions.decode(
                body.replaceAll("@\\{[0-9a-f-]*$", "…"),
                user -> users.remembered(user).map(User::name).orElse(null));
        return words.replaceAll("\\s+", " ").strip();
    }

    private <E extends BaseRecord> Div change(
            RecordType<E> type, History.Entry entry, Map<UUID, String> titles, String address, Locale locale) {
        Div head = head(entry.user(), entry.at(), address, locale);
        Div line = new Div(head);
        line.addClassName("timeline-entry");
        Kind kind = entry.kind();
        if (kind == Kind.FILE_ADDED || kind == Kind.FILE_REMOVED) {
            String name = history.file(entry).name();
            line.add(new Div(head.getTranslation(
                    kind == Kind.FILE_ADDED ? "history.file-added" : "history.file-removed", name)));
        } else if (kind == Kind.MERGED || kind == Kind.PARTED) {
            String others =
                    history.merged(entry).stream().map(Records.Mention::title).collect(Collectors.joining(", "));
            line.add(new Div(head.getTranslation(kind == Kind.MERGED ? "history.merged" : "history.parted", others)));
        } else if (kind == Kind.CHANGED) {
            changes(type, entry.changes(), titles, locale).forEach(line::add);
        } else {
            line.add(new Div(head.getTranslation("history." + kind.name().toLowerCase(Locale.ROOT))));
        }
        return line;
    }

    private <E extends BaseRecord> List<Component> changes(
            RecordType<E> type, List<FieldChange> changes, Map<UUID, String> titles, Locale locale) {
        List<Component> lines = new ArrayList<>();
        for (FieldChange change : changes) {
            // a field that the type has lost since has no words any more
            type.field(change.field()).ifPresent(field -> lines.add(change(type, field, change, titles, locale)));
        }
        if (lines.size() <= SHOWN_AT_ONCE) {
            return lines;
        }
        Details more = new Details();
        more.setSummaryText(more.getTranslation("history.more", lines.size() - SHOWN_AT_ONCE));
        lines.subList(SHOWN_AT_ONCE, lines.size()).forEach(more::add);
        List<Component> shown = new ArrayList<>(lines.subList(0, SHOWN_AT_ONCE));
        shown.add(more);
        return shown;
    }

    private <E extends BaseRecord> Component change(
            RecordType<E> type, Field<E> field, FieldChange change, Map<UUID, String> titles, Locale locale) {
        Div line = new Div();
        line.addClassName("field-change");
        Span label = new Span(type.label(field.key(), locale) + ": ");
        label.addClassName("secondary");
        Span before = new Span(value(field, change.before(), titles, locale));
        before.addClassName("before");
        Span arrow = new Span(" → ");
        arrow.getElement().setAttribute("aria-label", line.getTranslation("history.to"));
        arrow.getElement().setAttribute("role", "img");
        line.add(label, before, arrow, new Span(value(field, change.after(), titles, locale)));
        return line;
    }

    private String value(Field<?> field, @Nullable Object stored, Map<UUID, String> titles, Locale locale) {
        Object value = history.typed(field, stored);
        String text = texts.show(field, value, titles, locale).text();
        if (text.isEmpty()) {
            boolean unknown = value instanceof UUID;
            return com.innodus.kernel.i18n.Texts.text(locale, unknown ? "history.unknown" : "history.empty");
        }
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private Div letter(Letter letter, String address, Locale locale) {
        Div head = head(letter.author(), letter.createdAt(), address, locale);
        Span state = new Span(
                head.getTranslation("mail.state." + letter.state().name().toLowerCase(Locale.ROOT)));
        state.addClassNames("badge", "mail-" + letter.state().name().toLowerCase(Locale.ROOT));
        Div to = new Div(new Span(head.getTranslation("mail.line", letter.recipient()) + " "), state);
        Div text = new Div(letter.body());
        text.addClassName("comment-body");
        Details details = new Details(letter.subject(), text);
        Div line = new Div(head, to, details);
        line.addClassName("timeline-entry");
        return line;
    }

    private Div head(@Nullable UUID user, Instant at, String address, Locale locale) {
        Span who = new Span(users.remembered(user).map(User::name).orElse("Innodus"));
        who.addClassName("who");
        Anchor when = new Anchor(address, Ago.text(at, clock.instant(), locale));
        when.addClassName("secondary");
        when.setTitle(FieldText.moment(at, locale));
        Div head = new Div(who, new Span(" "), when);
        head.addClassName("timeline-head");
        return head;
    }
}
