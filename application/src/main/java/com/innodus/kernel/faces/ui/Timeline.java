package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.comments.Mentions;
import com.innodus.kernel.faces.ui.TimelinePages.Entry;
import com.innodus.kernel.faces.ui.TimelinePages.Happened;
import com.innodus.kernel.faces.ui.TimelinePages.Page;
import com.innodus.kernel.faces.ui.TimelinePages.Part;
import com.innodus.kernel.faces.ui.TimelinePages.Said;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people said about a record and what happened to it, newest first. */
class Timeline<E extends BaseRecord> extends Section {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient TimelinePages<E> pages;
    private final transient Comments comments;
    private final transient Users users;
    private final transient TimelineLines lines;
    private final transient Parting parting;
    private final UUID record;
    private final boolean mayComment;
    private final Div pinned = new Div();
    private final Div entries = new Div();
    private final Button older;
    private final Button newest;
    private final Map<Part, Button> chips = new EnumMap<>(Part.class);
    private Part part = Part.ALL;
    private @Nullable UUID first;
    private transient @Nullable Position last;

    Timeline(
            RecordType<E> type,
            UUID record,
            TimelinePages<E> pages,
            Comments comments,
            Users users,
            TimelineLines lines,
            Parting parting,
            boolean mayComment,
            @Nullable UUID first) {
        this.type = type;
        this.record = record;
        this.pages = pages;
        this.comments = comments;
        this.users = users;
        this.lines = lines;
        this.parting = parting;
        this.mayComment = mayComment;
        this.first = first;
        addClassNames("section-card", "timeline");
        add(new H2(getTranslation("timeline.title")));
        if (mayComment) {
            add(new CommentField(users, "comment.send", text -> {
                comments.add(type, record, text);
                show(part);
            }));
        }
        older = new Button(getTranslation("timeline.older"), click -> showOlder());
        older.addThemeVariants(ButtonVariant.TERTIARY);
        newest = new Button(getTranslation("timeline.newest"), click -> show(part));
        newest.addThemeVariants(ButtonVariant.TERTIARY);
        pinned.addClassName("timeline-pinned");
        add(chips(), pinned, newest, entries, older);
        begin();
    }

    private Div chips() {
        Div row = new Div();
        row.addClassName("timeline-chips");
        row.getElement().setAttribute("role", "group");
        row.getElement().setAttribute("aria-label", getTranslation("timeline.show"));
        for (Part each : Part.values()) {
            Button chip =
                    new Button(getTranslation("timeline." + each.name().toLowerCase(Locale.ROOT)), click -> show(each));
            chip.addThemeVariants(ButtonVariant.SMALL);
            chips.put(each, chip);
            row.add(chip);
        }
        return row;
    }

    private void begin() {
        Position start = first == null ? null : pages.startingWith(first).orElse(null);
        if (start == null) {
            first = null;
        }
        last = start;
        newest.setVisible(start != null);
        mark();
        showPinned();
        entries.removeAll();
        showOlder();
    }

    /** Shows the newest entries of a kind. */
    void show(Part wanted) {
        part = wanted;
        first = null;
        begin();
    }

    private void mark() {
        chips.forEach((each, chip) -> {
            chip.getElement().setAttribute("aria-pressed", Boolean.toString(each == part));
            chip.setThemeVariant(ButtonVariant.PRIMARY, each == part);
        });
    }

    private void showPinned() {
        pinned.removeAll();
        if (part == Part.ALL || part == Part.COMMENTS) {
            pages.pinned()
                    .forEach(comment -> pinned.add(
                            withActions(comment, lines.comment(comment, address(comment.id()), getLocale()))));
        }
    }

    private void showOlder() {
        Page page = pages.page(part, last);
        Map<UUID, String> titles = lines.titles(type, page.entries());
        for (Entry entry : page.entries()) {
            Div line = lines.line(type, entry, titles, address(entry.id()), getLocale());
            line.setId("entry-" + entry.id());
            if (entry.id().equals(first)) {
                line.addClassName("entry-meant");
                line.scrollIntoView();
            }
            entries.add(
                    switch (entry) {
                        case Said(Comment comment) -> withActions(comment, line);
                        case Happened(History.Entry happened) -> withWayBack(happened, line);
                        case TimelinePages.Wrote ignored -> line;
                    });
            last = entry.position();
        }
        if (page.entries().isEmpty() && entries.getComponentCount() == 0) {
            entries.add(new Paragraph(getTranslation("timeline.nothing")));
        }
        older.setVisible(page.more());
    }

    private String address(UUID entry) {
        return "/app/" + type.plural() + "/" + record + "?entry=" + entry;
    }

    private Div withWayBack(History.Entry happened, Div line) {
        if (happened.kind() == History.Kind.MERGED && parting.isPossible(happened.id())) {
            Button part = new Button(getTranslation("same.undo"), click -> parting.undo(happened.id()));
            part.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            line.add(part);
        }
        return line;
    }

    private Div withActions(Comment comment, Div line) {
        if (!mayComment) {
            return line;
        }
        Div actions = new Div();
        actions.addClassName("comment-actions");
        actions.add(action(VaadinIcon.REPLY, "comment.answer", () -> answer(comment, line)));
        actions.add(action(
                comment.pinned() ? VaadinIcon.PIN_POST : VaadinIcon.PIN,
                comment.pinned() ? "comment.unpin" : "comment.pin",
                () -> {
                    comments.pin(type, record, comment.id(), !comment.pinned());
                    show(part);
                }));
        if (comments.isEditable(comment)) {
            actions.add(action(VaadinIcon.PENCIL, "comment.edit", () -> edit(comment, line)));
        }
        if (comments.isDeletable(comment)) {
            actions.add(action(VaadinIcon.TRASH, "comment.delete", () -> delete(comment)));
        }
        line.add(actions);
        return line;
    }

    private Button action(VaadinIcon icon, String label, Runnable act) {
        Button button = new Button(icon.create(), click -> act.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(label));
        button.setTooltipText(getTranslation(label));
        return button;
    }

    private void answer(Comment comment, Div line) {
        if (line.getChildren().anyMatch(CommentField.class::isInstance)) {
            return;
        }
        CommentField field = new CommentField(users, "comment.answer", text -> {
            comments.answer(type, record, comment.id(), text);
            show(part);
        });
        line.add(field);
        field.focus();
    }

    private void edit(Comment comment, Div line) {
        Map<UUID, String> names = Mentions.distinctNames(users.all());
        CommentField field = new CommentField(users, "action.save", text -> {
            comments.edit(type, record, comment.id(), text);
            show(part);
        });
        field.begin(Mentions.decode(comment.body(), names::get));
        line.removeAll();
        line.add(field);
        field.focus();
    }

    private void delete(Comment comment) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("comment.delete.title"),
                getTranslation("comment.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    comments.delete(type, record, comment.id());
                    show(part);
                });
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }
}
