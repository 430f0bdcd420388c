package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.CalendarImport;
import com.innodus.crm.calendars.CalendarImport.Fate;
import com.innodus.crm.calendars.CalendarImport.Line;
import com.innodus.crm.calendars.CalendarImport.Outcome;
import com.innodus.crm.calendars.CalendarImport.Unreadable;
import com.innodus.crm.calendars.Event;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A calendar's file is chosen, what it would do is shown, and it is done. */
class CalendarImportDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Lines on screen; a file may have some thousand events. */
    private static final int SHOWN = 200;

    private final transient CalendarImport imports;
    private final transient RecordType<Event> type;
    private final transient Consumer<Outcome> done;
    private final Checkbox guests = new Checkbox();
    private final Paragraph problem = new Paragraph();
    private final Paragraph sum = new Paragraph();
    private final UnorderedList lines = new UnorderedList();
    private final Button take = new Button();
    private transient byte @Nullable [] file;

    /** @param type as the acting user sees it */
    CalendarImportDialog(CalendarImport imports, RecordType<Event> type, Consumer<Outcome> done) {
        this.imports = imports;
        this.type = type;
        this.done = done;
        setHeaderTitle(getTranslation("calendar.import.title"));
        setWidth("min(44rem, 96vw)");
        setCloseOnOutsideClick(false);
        addClassName("calendar-import");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        sum.getElement().setAttribute("aria-live", "polite");
        sum.addClassName("calendar-import-sum");
        lines.addClassNames("plain-list", "line-list");
        guests.setLabel(getTranslation("calendar.import.guests"));
        guests.setHelperText(getTranslation("calendar.import.guests.help"));
        guests.setId("import-guests");
        guests.addValueChangeListener(change -> show());
        take.setText(getTranslation("calendar.import.take"));
        take.addThemeVariants(ButtonVariant.PRIMARY);
        take.setId("import-take");
        take.setEnabled(false);
        take.addClickListener(click -> take());
        add(new Paragraph(getTranslation("calendar.import.text")), upload(), problem, guests, sum, lines);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), take);
    }

    private Upload upload() {
        Upload upload = new Upload(
                UploadHandler.inMemory((metadata, data) -> getUI().ifPresent(ui -> ui.access(() -> choose(data)))));
        upload.setAcceptedFileTypes(".ics", "text/calendar");
        upload.setMaxFileSize(CalendarImport.mostBytes());
        upload.setMaxFiles(1);
        upload.setDropLabel(new Span(getTranslation("files.drop")));
        Button choose = new Button(getTranslation("calendar.import.choose"), VaadinIcon.UPLOAD.create());
        choose.setId("import-choose");
        upload.setUploadButton(choose);
        upload.addFileRejectedListener(rejected -> tell("calendar.import.rejected", mostMegabytes()));
        upload.addFileRemovedListener(removed -> {
            file = null;
            show();
        });
        return upload;
    }

    private static int mostMegabytes() {
        return CalendarImport.mostBytes() / 1024 / 1024;
    }

    void choose(byte[] data) {
        file = data.clone();
        show();
    }

    private void tell(String key, Object... arguments) {
        problem.setText(getTranslation(key, arguments));
        problem.setVisible(true);
    }

    private void show() {
        problem.setVisible(false);
        sum.setText("");
        lines.removeAll();
        take.setEnabled(false);
        byte[] chosen = file;
        if (chosen == null) {
            return;
        }
        try {
            Outcome outcome = imports.preview(chosen, guests.getValue(), getLocale());
            sum.setText(getTranslation(
                    "calendar.import.sum",
                    outcome.count(Fate.MADE),
                    outcome.count(Fate.CHANGED),
                    outcome.count(Fate.SAME),
                    outcome.count(Fate.DELETED),
                    outcome.count(Fate.REFUSED)));
            // what is wrong comes first
            outcome.lines().stream()
                    .sorted(java.util.Comparator.comparing(line -> line.fate() != Fate.REFUSED))
                    .limit(SHOWN)
                    .forEach(line -> lines.add(line(line)));
            if (outcome.lines().size() > SHOWN) {
                lines.add(new ListItem(
                        getTranslation("calendar.import.more", outcome.lines().size() - SHOWN)));
            }
            take.setEnabled(outcome.count(Fate.MADE) + outcome.count(Fate.CHANGED) + outcome.count(Fate.DELETED) > 0);
        } catch (Unreadable e) {
            tell(String.valueOf(e.getMessage()), e.arguments());
        }
    }

    private ListItem line(Line line) {
        Span title = new Span(line.title());
        title.addClassName("calendar-import-title");
        Span when = new Span(line.when());
        when.addClassName("secondary");
        Span fate = new Span(
                getTranslation("calendar.import.fate." + line.fate().name().toLowerCase(Locale.ROOT)));
        fate.addClassNames("badge", "fate-" + line.fate().name().toLowerCase(Locale.ROOT));
        ListItem item = new ListItem(new Div(title, when), fate);
        if (!line.problems().isEmpty()) {
            Span why = new Span(line.problems().stream()
                    .map(each -> {
                        String sentence =
                                getTranslation(each.message(), each.arguments().toArray());
                        return type.field(each.field()).isPresent()
                                ? type.label(each.field(), getLocale()) + ": " + sentence
                                : sentence;
                    })
                    .collect(Collectors.joining(" ")));
            why.addClassName("field-error");
            item.add(why);
        }
        return item;
    }

    private void take() {
        byte[] chosen = file;
        if (chosen == null) {
            return;
        }
        try {
            Outcome outcome = imports.take(chosen, guests.getValue(), getLocale());
            close();
            done.accept(outcome);
        } catch (Unreadable e) {
            tell(String.valueOf(e.getMessage()), e.arguments());
        }
    }
}
