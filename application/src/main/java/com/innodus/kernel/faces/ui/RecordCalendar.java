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
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
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
class RecordCalendar<E extends BaseRecord> extends Div implements CalendarPane.Source {
    private static final long serialVersionUID = 1L;
    /** What fits into the cells of a month; the rest is found by filtering. */
    private static final int MOST = 1_000;

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
        CalendarPane calendar = new CalendarPane(
                new CalendarPane.Look(
                        FieldText.ZONE,
                        "calendar:" + type.plural() + ":" + day.key(),
                        "dayGridMonth,timeGridWeek,listMonth",
                        mayMove(),
                        false,
                        false,
                        null,
                        null,
                        null),
                this);
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

    private boolean mayMove() {
        return day.isWritable() && parts.access().may(type.key(), Operation.EDIT);
    }

    @Override
    public ArrayNode events(LocalDate first, LocalDate last) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
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
        CalendarPane.paint(event, colour);
        return event;
    }

    @Override
    public boolean move(String record, LocalDateTime start, @Nullable LocalDateTime end, boolean allDay) {
        try {
            if (!mayMove()) {
                return false;
            }
            Object moved = day.type() instanceof FieldType.Moment
                    ? start.atZone(FieldText.ZONE).toInstant()
                    : start.toLocalDate();
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
}
