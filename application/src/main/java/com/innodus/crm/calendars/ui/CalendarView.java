package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.CalendarChoices;
import com.innodus.crm.calendars.CalendarImport;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.calendars.Extent;
import com.innodus.crm.calendars.Series;
import com.innodus.crm.calendars.Times;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.calendar.WorkingTime.Hours;
import com.innodus.kernel.faces.ui.CalendarPane;
import com.innodus.kernel.faces.ui.Editors;
import com.innodus.kernel.faces.ui.FeedDialog;
import com.innodus.kernel.faces.ui.QuickCreate;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The calendar: events of people and teams, other records by their dates, holidays and working hours. */
@Route(CalendarView.PATH)
@PermitAll
public class CalendarView extends Div implements BeforeEnterObserver, HasDynamicTitle, CalendarPane.Source {
    static final String PATH = "calendar";

    private static final long serialVersionUID = 1L;
    private static final int UNDO_MILLIS = 10_000;

    /** Views, days and the new event by one key each, unless somebody is writing or a dialog is open. */
    private static final String KEYS = """
            const view = this;
            if (view.listens) return;
            view.listens = true;
            const views = {m: 'dayGridMonth', w: 'timeGridWeek', d: 'timeGridDay', a: 'listMonth'};
            const listen = event => {
              if (!view.isConnected) { document.removeEventListener('keydown', listen); view.listens = false; return; }
              const at = event.composedPath()[0], calendar = view.querySelector('.calendar')?.calendar;
              if (!calendar || event.ctrlKey || event.metaKey || event.altKey
                  || at.matches?.('input, textarea, select, [contenteditable]')
                  || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
              if (views[event.key]) calendar.changeView(views[event.key]);
              else if (event.key === 't') calendar.today();
              else if (event.key === 'j') calendar.next();
              else if (event.key === 'k') calendar.prev();
              else if (event.key === 'n') view.querySelector('[data-key=n]')?.click();
              else return;
              event.preventDefault();
            };
            document.addEventListener('keydown', listen);
            """;

    private final transient Parts parts;
    private final Span note = new Span();
    private transient Choice choice = Choice.of(new UUID(0, 0));
    private transient List<Overlays.Overlay> overlays = List.of();
    private transient @Nullable CalendarPane pane;
    private transient @Nullable MiniMonth month;

    /** What the calendar is made with. */
    @org.springframework.stereotype.Component
    record Parts(
            Agenda agenda,
            Series series,
            CalendarChoices choices,
            Overlays overlays,
            Drawing drawing,
            EventDialog.Parts dialogs,
            RecordType<Event> events,
            FieldRights rights,
            Records records,
            Access access,
            Users users,
            Teams teams,
            Options options,
            Editors editors,
            QuickCreate quick,
            WorkingCalendar working,
            FeedDialog.Parts feeds,
            CalendarImport imports,
            Clock clock) {}

    CalendarView(Parts parts) {
        this.parts = parts;
        addClassName("calendar-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!parts.access().may("event", Operation.READ)) {
            throw new NotFoundException();
        }
        QueryParameters given = event.getLocation().getQueryParameters();
        choice = Choice.isIn(given)
                ? Choice.read(given)
                : parts.choices()
                        .mine()
                        .map(address -> Choice.read(QueryParameters.fromString(address)))
                        .orElseGet(() -> Choice.of(CurrentActor.get().id()));
        removeAll();
        build();
    }

    private void build() {
        LocalDate today = LocalDate.now(parts.clock().withZone(Times.HOME));
        CalendarPane calendar = new CalendarPane(
                new CalendarPane.Look(
                        Times.HOME,
                        "calendar",
                        "dayGridMonth,timeGridWeek,timeGridDay,listMonth",
                        true,
                        mayCreate(),
                        true,
                        hours(),
                        choice.view(),
                        choice.date()),
                this);
        pane = calendar;
        MiniMonth small = new MiniMonth(today, calendar::show);
        month = small;
        note.addClassName("secondary");
        note.getElement().setAttribute("aria-live", "polite");
        Div main = new Div(calendar, note);
        main.addClassName("calendar-main");
        ChoicePanel panel = new ChoicePanel(choice, parts, this::choose);
        overlays = panel.overlays();
        Div side = new Div(small, panel);
        side.addClassName("calendar-side");
        Div columns = new Div(side, main);
        columns.addClassName("calendar-columns");
        add(header(today), columns);
    }

    private boolean mayCreate() {
        return parts.quick().isAllowed(parts.events());
    }

    private Div header(LocalDate today) {
        Div header = new Div(new H1(getTranslation("calendar.title")));
        header.addClassName("view-header");
        if (mayCreate()) {
            Button create = new Button(
                    getTranslation("list.new.event"),
                    VaadinIcon.PLUS.create(),
                    click -> ask(Map.of("startsAt", instant(today.plusDays(1).atTime(9, 0)))));
            create.addThemeVariants(ButtonVariant.PRIMARY);
            create.setId("new-event");
            create.getElement().setAttribute("data-key", "n");
            create.setTooltipText("n");
            header.add(create);
        }
        Button subscribe =
                new Button(getTranslation("calendar.subscribe"), VaadinIcon.RSS.create(), click -> subscribe());
        subscribe.addThemeVariants(ButtonVariant.TERTIARY);
        subscribe.setId("subscribe");
        header.add(subscribe);
        if (parts.imports().isAllowed()) {
            Button take =
                    new Button(getTranslation("calendar.import"), VaadinIcon.UPLOAD.create(), click -> importFile());
            take.addThemeVariants(ButtonVariant.TERTIARY);
            take.setId("import-calendar");
            header.add(take);
        }
        return header;
    }

    private void importFile() {
        new CalendarImportDialog(parts.imports(), parts.rights().seen(parts.events()), outcome -> {
                    reload();
                    offerUndo("calendar.import.done", () -> parts.records().undo(outcome.batch()));
                })
                .open();
    }

    /** To what is chosen here, as far as it is events. */
    private void subscribe() {
        new FeedDialog(
                        parts.events(),
                        parts.events().require("startsAt"),
                        Query.ALL.with(parts.drawing().filter(choice)),
                        parts.feeds())
                .open();
    }

    /** The working hours in FullCalendar's form. */
    private ArrayNode hours() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        parts.working().time().week().forEach((day, hours) -> {
            for (Hours each : hours) {
                var node = all.addObject();
                node.putArray("daysOfWeek").add(day.getValue() % 7);
                node.put("startTime", each.from().toString());
                node.put(
                        "endTime",
                        each.to().toString().equals("00:00")
                                ? "24:00"
                                : each.to().toString());
            }
        });
        return all;
    }

    /** Somebody chose what to see. */
    private void choose(Choice chosen, List<Overlays.Overlay> laidOver) {
        choice = chosen.seen(choice.view(), choice.date());
        overlays = laidOver;
        remember();
        if (pane != null) {
            pane.reload();
        }
    }

    private void remember() {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(PATH, choice.write(true)));
        parts.choices().keep(choice.write(false).getQueryString());
    }

    @Override
    public void seen(String view, LocalDate date) {
        boolean isNew = !view.equals(choice.view()) || !date.equals(choice.date());
        choice = choice.seen(view, date);
        if (month != null) {
            month.show(date);
        }
        if (isNew) {
            remember();
        }
    }

    @Override
    public ArrayNode events(LocalDate from, LocalDate to) {
        Drawing.Drawn drawn = parts.drawing().of(choice, overlays, from, to, getLocale());
        note.setText(drawn.isWhole() ? "" : getTranslation("calendar.most", Agenda.MOST));
        return drawn.events();
    }

    // changes

    @Override
    public boolean move(String id, LocalDateTime start, @Nullable LocalDateTime end, boolean allDay) {
        try {
            if (id.startsWith("record:")) {
                Optional<Overlays.Moved> moved = parts.overlays().move(id, start);
                moved.ifPresent(done ->
                        offerUndo("calendar.moved", () -> parts.overlays().undo(done)));
                return moved.isPresent();
            }
            Optional<Agenda.Entry> entry = parts.drawing().entry(id);
            if (entry.isEmpty()) {
                return false;
            }
            Map<String, @Nullable Object> values = moved(entry.get(), start, end, allDay);
            if (!entry.get().isOfSeries()) {
                return apply(entry.get(), values, Extent.ALL);
            }
            new ExtentDialog(
                            getTranslation("series.move"),
                            getTranslation("action.save"),
                            false,
                            extent -> {
                                if (!apply(entry.get(), values, extent)) {
                                    reload();
                                }
                            },
                            this::reload)
                    .open();
            return true;
        } catch (InvalidRecord refused) {
            tell(refused);
        } catch (Forbidden | RecordNotFound | IllegalArgumentException gone) {
            Notification.show(getTranslation("error.not-editable"));
        }
        return false;
    }

    private static Map<String, @Nullable Object> moved(
            Agenda.Entry entry, LocalDateTime start, @Nullable LocalDateTime end, boolean allDay) {
        Duration usual = allDay
                ? entry.times().allDay()
                        ? Duration.between(entry.times().start(), entry.times().end())
                        : Duration.ofDays(1)
                : entry.times().allDay()
                        ? Times.USUAL
                        : Duration.between(
                                entry.occurrence().start(), entry.occurrence().end());
        LocalDateTime until = end == null ? start.plus(usual) : end;
        // whole days are days wherever somebody is
        var zone = allDay ? entry.times().zone() : Times.HOME;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("startsAt", start.atZone(zone).toInstant());
        values.put("endsAt", until.atZone(zone).toInstant());
        if (allDay != entry.times().allDay()) {
            values.put("allDay", allDay);
        }
        return values;
    }

    private boolean apply(Agenda.Entry entry, Map<String, @Nullable Object> values, Extent extent) {
        try {
            LocalDateTime at = entry.isOfSeries() ? entry.occurrence().at() : null;
            changed(parts.series().change(entry.event().getId(), at, values, extent));
            return true;
        } catch (InvalidRecord refused) {
            tell(refused);
        } catch (Forbidden | RecordNotFound gone) {
            Notification.show(getTranslation("error.not-editable"));
        }
        return false;
    }

    private void tell(InvalidRecord refused) {
        Problem problem = refused.problems().getFirst();
        Notification.show(getTranslation(problem.message(), problem.arguments().toArray()));
    }

    private void changed(Series.Done done) {
        reload();
        offerUndo("calendar.moved", () -> parts.series().undo(done));
    }

    private void offerUndo(String key, Runnable undo) {
        Notification told = new Notification();
        Button back = new Button(getTranslation("action.undo"), click -> {
            undo.run();
            told.close();
            reload();
        });
        back.addThemeVariants(ButtonVariant.TERTIARY);
        told.add(new Div(new Span(getTranslation(key)), back));
        told.setDuration(UNDO_MILLIS);
        told.setPosition(Notification.Position.BOTTOM_START);
        told.open();
    }

    private void reload() {
        if (pane != null) {
            pane.reload();
        }
    }

    @Override
    public void choose(LocalDateTime start, LocalDateTime end, boolean allDay) {
        if (!mayCreate()) {
            return;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("startsAt", instant(start));
        // whole days are written with their last day
        values.put("endsAt", instant(allDay ? end.minusMinutes(1) : end));
        values.put("allDay", allDay);
        ask(values);
    }

    private void ask(Map<String, @Nullable Object> values) {
        parts.quick().ask(parts.events(), values, made -> reload());
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(Times.HOME).toInstant();
    }

    @Override
    public void open(String id) {
        parts.drawing().entry(id).ifPresent(this::show);
    }

    private void show(Agenda.Entry entry) {
        Event event = entry.event();
        boolean mayEdit = parts.records().may(parts.events(), event, Operation.EDIT);
        boolean mayDelete = parts.records().may(parts.events(), event, Operation.DELETE);
        new EventDialog(
                        entry,
                        parts.dialogs(),
                        mayEdit ? () -> edit(entry) : null,
                        mayDelete ? () -> delete(entry) : null)
                .open();
    }

    private void edit(Agenda.Entry entry) {
        if (entry.isOfSeries()) {
            new OccurrenceDialog(
                            entry, parts.rights().seen(parts.events()), parts.editors(), parts.series(), this::changed)
                    .open();
        } else {
            UI.getCurrent().navigate("events/" + entry.event().getId() + "/edit");
        }
    }

    private void delete(Agenda.Entry entry) {
        if (entry.isOfSeries()) {
            new ExtentDialog(
                            getTranslation("series.delete"),
                            getTranslation("action.delete"),
                            true,
                            extent -> delete(entry, extent),
                            () -> {})
                    .open();
        } else {
            delete(entry, Extent.ALL);
        }
    }

    private void delete(Agenda.Entry entry, Extent extent) {
        try {
            Series.Done done = parts.series()
                    .delete(entry.event().getId(), entry.occurrence().at(), extent);
            reload();
            offerUndo("calendar.deleted", () -> parts.series().undo(done));
        } catch (Forbidden | RecordNotFound gone) {
            Notification.show(getTranslation("error.not-editable"));
        }
    }

    @Override
    protected void onAttach(com.vaadin.flow.component.AttachEvent attached) {
        getElement().executeJs(KEYS);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("calendar.title");
    }
}
