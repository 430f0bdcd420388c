package com.innodus.kernel.faces.ui;

import com.innodus.themes.Colour;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.html.Div;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** FullCalendar as a thin component: draws what its source gives for the days on screen, and tells what was dragged. */
public class CalendarPane extends Div {
    private static final long serialVersionUID = 1L;
    private static final String LIBRARY = "context://webjars/fullcalendar/6.1.15/index.global.min.js";
    private static final String WORDS = "context://webjars/fullcalendar__core/6.1.15/locales/%s.global.min.js";

    /** Longer ranges than a year are not asked for by any view. */
    private static final int MOST_DAYS = 400;

    private static final int DAY_LETTERS = 10;

    private static final String SCRIPT = """
            const host = this, o = $0;
            if (host.calendar) host.calendar.destroy();
            const narrow = window.matchMedia('(max-width: 640px)').matches;
            const kept = JSON.parse(sessionStorage.getItem(o.kept) || '{}');
            const local = () => new Date().toLocaleString('sv-SE', {timeZone: o.zone}).replace(' ', 'T');
            const undo = moved => ok => { if (!ok) moved.revert(); };
            const changed = moved => host.$server.move(moved.event.id, moved.event.startStr, moved.event.endStr || '',
                moved.event.allDay).then(undo(moved), () => moved.revert());
            host.calendar = new FullCalendar.Calendar(host, {
              locale: o.language, timeZone: 'UTC', now: local, firstDay: 1, height: '100%', nowIndicator: true,
              dayMaxEvents: true, navLinks: o.rich, weekNumbers: o.rich && !narrow, businessHours: o.hours || false,
              scrollTime: '08:00:00', editable: o.editable, eventDurationEditable: o.editable && o.rich,
              selectable: o.selectable, selectMirror: true, selectMinDistance: 4, unselectAuto: true,
              initialView: o.view || kept.view || (narrow ? 'listMonth' : 'dayGridMonth'),
              initialDate: o.date || kept.date || undefined,
              headerToolbar: {left: 'prev,next today', center: 'title', right: o.views},
              events: (range, done, failed) => host.$server.events(range.startStr.slice(0, 10), range.endStr.slice(0, 10))
                .then(done, failed),
              eventDrop: changed, eventResize: changed,
              select: chosen => host.$server.choose(chosen.startStr, chosen.endStr, chosen.allDay),
              dateClick: undefined,
              eventClick: clicked => {
                if (!clicked.event.extendedProps.opens) return;
                clicked.jsEvent.preventDefault();
                host.$server.open(clicked.event.id);
              },
              eventDidMount: shown => { if (shown.event.extendedProps.tip) shown.el.title = shown.event.extendedProps.tip; },
              datesSet: range => {
                const seen = {view: range.view.type, date: range.view.currentStart.toISOString().slice(0, 10)};
                sessionStorage.setItem(o.kept, JSON.stringify(seen));
                if (o.rich) host.$server.seen(seen.view, seen.date);
                // the buttons have names; their arrows are no pictures of their own
                queueMicrotask(() => host.querySelectorAll('.fc-icon').forEach(icon => {
                  icon.removeAttribute('role');
                  icon.setAttribute('aria-hidden', 'true');
                }));
              }
            });
            host.calendar.render();
            host.querySelectorAll('.fc-icon').forEach(icon => {
              icon.removeAttribute('role');
              icon.setAttribute('aria-hidden', 'true');
            });
            if (!host.watched) { host.watched = true; new ResizeObserver(() => host.calendar.updateSize()).observe(host); }
            """;

    /** Whoever has what is drawn. */
    public interface Source {
        /** What stands between two days, the second not included. */
        ArrayNode events(LocalDate from, LocalDate to);

        /**
         * Takes what was dragged or stretched to its new time.
         *
         * @param end exclusive; null when it has the usual length
         * @return whether it stays there; the message for the other case is on the screen
         */
        boolean move(String id, LocalDateTime start, @Nullable LocalDateTime end, boolean allDay);

        /** Somebody chose an empty time. */
        default void choose(LocalDateTime start, LocalDateTime end, boolean allDay) {}

        /** Somebody wants to see one that has no address of its own. */
        default void open(String id) {}

        /** Another range is on screen. */
        default void seen(String view, LocalDate date) {}
    }

    /**
     * How it is drawn.
     *
     * @param kept under which name the window remembers view and day
     * @param views the buttons of the views, in FullCalendar's form
     * @param rich with week numbers, links to days and stretching
     * @param hours when people work, in FullCalendar's form; null for always
     */
    public record Look(
            ZoneId zone,
            String kept,
            String views,
            boolean editable,
            boolean selectable,
            boolean rich,
            @Nullable ArrayNode hours,
            @Nullable String view,
            @Nullable LocalDate date) {}

    private final transient Source source;
    private final transient Look look;

    public CalendarPane(Look look, Source source) {
        this.look = look;
        this.source = source;
        addClassName("calendar");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        String language = getLocale().getLanguage();
        attached.getUI().getPage().addJavaScript(LIBRARY);
        if (!language.equals("en")) {
            attached.getUI().getPage().addJavaScript(WORDS.formatted(language));
        }
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("language", language);
        options.put("zone", look.zone().getId());
        options.put("kept", look.kept());
        options.put("views", look.views());
        options.put("editable", look.editable());
        options.put("selectable", look.selectable());
        options.put("rich", look.rich());
        if (look.hours() != null) {
            options.set("hours", look.hours());
        }
        if (look.view() != null) {
            options.put("view", look.view());
        }
        if (look.date() != null) {
            options.put("date", look.date().toString());
        }
        getElement().executeJs(SCRIPT, options);
    }

    /** Draws what there is now. */
    public void reload() {
        getElement().executeJs("this.calendar?.refetchEvents()");
    }

    /** Goes to a day. */
    public void show(LocalDate day) {
        getElement().executeJs("this.calendar?.gotoDate($0)", day.toString());
    }

    /** Makes the letters on a colour readable. */
    public static void paint(ObjectNode event, @Nullable String colour) {
        if (colour != null) {
            Colour ground = Colour.of(colour);
            event.put("color", colour);
            event.put(
                    "textColor",
                    (ground.contrast(Colour.WHITE) >= ground.contrast(Colour.BLACK) ? Colour.WHITE : Colour.BLACK)
                            .hex());
        }
    }

    @ClientCallable
    ArrayNode events(String from, String to) {
        LocalDate first = day(from);
        LocalDate last = day(to);
        return first == null || last == null || first.plusDays(MOST_DAYS).isBefore(last)
                ? JsonNodeFactory.instance.arrayNode()
                : source.events(first, last);
    }

    @ClientCallable
    boolean move(String id, String start, String end, boolean allDay) {
        LocalDateTime at = time(start);
        return at != null && look.editable() && source.move(id, at, time(end), allDay);
    }

    @ClientCallable
    void choose(String start, String end, boolean allDay) {
        LocalDateTime from = time(start);
        LocalDateTime to = time(end);
        if (from != null && to != null && look.selectable()) {
            source.choose(from, to, allDay);
        }
    }

    @ClientCallable
    void open(String id) {
        source.open(id);
    }

    @ClientCallable
    void seen(String view, String date) {
        LocalDate day = day(date);
        if (day != null
                && List.of("dayGridMonth", "timeGridWeek", "timeGridDay", "listMonth")
                        .contains(view)) {
            source.seen(view, day);
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.substring(0, Math.min(text.length(), DAY_LETTERS)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text.replace("Z", ""));
        } catch (DateTimeException e) {
            LocalDate day = day(text);
            return day == null ? null : day.atStartOfDay();
        }
    }
}
