package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.faces.ui.FieldText.Badge;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.WriteContext;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The records on the days of a field, on FullCalendar; what is dragged to another day gets that day. */
class RecordCalendar<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;
    private static final String LIBRARY = "context://webjars/fullcalendar/6.1.15/index.global.min.js";
    private static final String WORDS = "context://webjars/fullcalendar__core/6.1.15/locales/%s.global.min.js";

    /** What fits into the cells of a month; the rest is found by filtering. */
    private static final int MOST = 1_000;

    private static final int DAY_LETTERS = 10;

    /** Longer ranges than a year are not asked for by any view. */
    private static final int MOST_DAYS = 400;

    private static final String SCRIPT = """
            const host = this;
            if (host.calendar) host.calendar.destroy();
            const narrow = window.matchMedia('(max-width: 640px)').matches;
            const kept = JSON.parse(sessionStorage.getItem($2) || '{}');
            host.calendar = new FullCalendar.Calendar(host.querySelector('.calendar'), {
              locale: $0, timeZone: 'UTC', firstDay: 1, height: '100%', nowIndicator: true, dayMaxEvents: true,
              editable: $1, eventDurationEditable: false,
              initialView: kept.view || (narrow ? 'listMonth' : 'dayGridMonth'), initialDate: kept.date || undefined,
              headerToolbar: {left: 'prev,next today', center: 'title', right: 'dayGridMonth,timeGridWeek,listMonth'},
              events: (range, done, failed) => host.$server.events(range.startStr.slice(0, 10), range.endStr.slice(0, 10))
                .then(done, failed),
              eventDrop: moved => host.$server.move(moved.event.id, moved.event.startStr)
                .then(ok => { if (!ok) moved.revert(); }, () => moved.revert()),
              datesSet: range => sessionStorage.setItem($2, JSON.stringify(
                {view: range.view.type, date: range.view.currentStart.toISOString().slice(0, 10)}))
            });
            host.calendar.render();
            // the buttons have names; their arrows are no pictures of their own
            host.querySelectorAll('.fc-icon').forEach(icon => {
              icon.removeAttribute('role');
              icon.setAttribute('aria-hidden', 'true');
            });
            new ResizeObserver(() => host.calendar.updateSize()).observe(host);
            """;

    private final transient RecordType<E> type;
    private final transient ListState state;
    private final transient Parts parts;
    private final transient Field<E> day;
    private final transient RecordPages<E> pages;
    private final Span note = new Span();

    RecordCalendar(RecordType<E> type, ListState state, Parts parts) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        day = type.require(state.face().field());
        pages = new RecordPages<>(parts.records(), parts.texts(), type, state, getLocale());
        addClassName("calendar-face");
        Div calendar = new Div();
        calendar.addClassName("calendar");
        note.addClassName("secondary");
        note.getElement().setAttribute("aria-live", "polite");
        Button subscribe = new Button(
                getTranslation("feed.open"),
                VaadinIcon.RSS.create(),
                click -> new FeedDialog(type, day, state.query(), parts.feeds()).open());
        subscribe.addThemeVariants(ButtonVariant.TERTIARY);
        subscribe.setId("subscribe");
        Div foot = new Div(note, subscribe);
        foot.addClassName("calendar-foot");
        add(calendar, foot);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        String language = getLocale().getLanguage();
        attached.getUI().getPage().addJavaScript(LIBRARY);
        if (!language.equals("en")) {
            attached.getUI().getPage().addJavaScript(WORDS.formatted(language));
        }
        getElement().executeJs(SCRIPT, language, mayMove(), "calendar:" + type.plural() + ":" + day.key());
    }

    private boolean mayMove() {
        return day.isWritable() && parts.access().may(type.key(), Operation.EDIT);
    }

    /** What stands between two days, the second not included; nothing for days that are none. */
    @ClientCallable
    ArrayNode events(String from, String to) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        LocalDate first = date(from);
        LocalDate last = date(to);
        if (first == null || last == null || first.plusDays(MOST_DAYS).isBefore(last)) {
            return events;
        }
        Query query = new Query(state.query().filter(), state.query().search(), sorts())
                .with(new Filter.And(List.of(
                        Filter.test(day.key(), Operator.AT_LEAST, first.toString()),
                        Filter.test(day.key(), Operator.LESS, last.toString()))));
        List<E> found = parts.records().page(type, query, null, 0, MOST);
        List<Line> lines = pages.lines(found);
        for (int i = 0; i < found.size(); i++) {
            events.add(event(found.get(i), lines.get(i)));
        }
        note.setText(found.size() < MOST ? "" : getTranslation("calendar.most", MOST));
        return events;
    }

    private List<Sort> sorts() {
        return day.isSortable() ? List.of(new Sort(day.key(), true)) : List.of();
    }

    private ObjectNode event(E record, Line line) {
        Object at = Objects.requireNonNull(day.get(record));
        boolean isMoment = at instanceof Instant;
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", line.id().toString());
        event.put("title", line.title());
        event.put(
                "start",
                at instanceof Instant instant
                        ? instant.atZone(FieldText.ZONE).toLocalDateTime().toString()
                        : at.toString());
        event.put("allDay", !isMoment);
        event.put("url", ListAddress.of(state.queryParameters()).on(type.plural() + "/" + line.id()));
        String colour = line.cells().values().stream()
                .flatMap(shown -> shown.badges().stream())
                .map(Badge::colour)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (colour != null) {
            event.put("color", colour);
        }
        return event;
    }

    /** Whether it was moved; the message for the other case is on the screen. */
    @ClientCallable
    boolean move(String record, String to) {
        try {
            Object moved = day.type() instanceof FieldType.Moment ? instant(to) : date(to);
            if (moved == null || !mayMove()) {
                return false;
            }
            parts.records()
                    .change(
                            type,
                            UUID.fromString(record),
                            Collections.singletonMap(day.key(), moved),
                            WriteContext.SINGLE);
            return true;
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            Notification.show(
                    getTranslation(problem.message(), problem.arguments().toArray()));
        } catch (Forbidden | RecordNotFound | IllegalArgumentException gone) {
            Notification.show(getTranslation("error.not-editable"));
        }
        return false;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text.substring(0, Math.min(text.length(), DAY_LETTERS)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return LocalDateTime.parse(text.replace("Z", ""))
                    .atZone(FieldText.ZONE)
                    .toInstant();
        } catch (DateTimeException e) {
            LocalDate day = date(text);
            return day == null ? null : day.atStartOfDay(FieldText.ZONE).toInstant();
        }
    }
}
