package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Times;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.faces.ui.CalendarPane;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedViews;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records of other types on the days of one of their dates, laid over the calendar of events. */
@Component
class Overlays {
    private static final int MOST = 500;

    /** Told apart from each other by these, in the order in which they were chosen. */
    private static final List<String> COLOURS =
            List.of("#7a4fb5", "#b3651d", "#0f7c8a", "#9c3d86", "#4f7a1f", "#b23b4a");

    private static final String VIEW = "view.";

    private final RecordTypes types;
    private final FieldRights rights;
    private final Access access;
    private final Records records;
    private final SavedViews views;

    Overlays(RecordTypes types, FieldRights rights, Access access, Records records, SavedViews views) {
        this.types = types;
        this.rights = rights;
        this.access = access;
        this.records = records;
        this.views = views;
    }

    /**
     * Something to lay over.
     *
     * @param key as the address has it
     */
    record Overlay(String key, String name, RecordType<?> type, String field, Query query) {}

    /** All that the acting user may choose from. */
    List<Overlay> offered(Locale locale) {
        List<Overlay> all = new ArrayList<>();
        for (RecordType<?> each : types.all()) {
            if (each.key().equals("event") || !access.may(each.key(), Operation.READ)) {
                continue;
            }
            RecordType<?> type = rights.seen(each);
            String plural = com.innodus.kernel.i18n.Texts.text(locale, "type." + type.key() + ".plural");
            List<String> dates = type.fields().stream()
                    .filter(field -> field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment)
                    .map(Field::key)
                    .toList();
            dates.forEach(field -> all.add(new Overlay(
                    type.key() + "." + field, plural + " · " + type.label(field, locale), type, field, Query.ALL)));
            if (!dates.isEmpty()) {
                views.of(type).forEach(view -> all.add(ofView(type, view, dates, plural)));
            }
        }
        return all;
    }

    /** A view stands on the date of its calendar, or else on the first that its type has. */
    private static Overlay ofView(RecordType<?> type, SavedView view, List<String> dates, String plural) {
        String face = view.definition().face() == null ? "" : view.definition().face();
        String field = face.startsWith("calendar.") && dates.contains(face.substring("calendar.".length()))
                ? face.substring("calendar.".length())
                : dates.getFirst();
        return new Overlay(
                VIEW + view.id(),
                plural + " · " + view.name(),
                type,
                field,
                view.definition().query(type));
    }

    /** What stands between two days. */
    void draw(List<Overlay> chosen, LocalDate from, LocalDate to, ArrayNode into) {
        for (int i = 0; i < chosen.size(); i++) {
            draw(chosen.get(i).type(), chosen.get(i), from, to, COLOURS.get(i % COLOURS.size()), into);
        }
    }

    private <E extends BaseRecord> void draw(
            RecordType<E> type, Overlay overlay, LocalDate from, LocalDate to, String colour, ArrayNode into) {
        Field<E> day = type.require(overlay.field());
        boolean mayMove = day.isWritable() && access.may(type.key(), Operation.EDIT);
        Query query = overlay.query()
                .with(new Filter.And(List.of(
                        Filter.test(day.key(), Operator.AT_LEAST, from.toString()),
                        Filter.test(day.key(), Operator.LESS, to.toString()))));
        List<E> found;
        try {
            found = records.page(type, query, null, 0, MOST);
        } catch (InvalidFilter gone) {
            // a view by a field that is gone
            return;
        }
        for (E record : found) {
            ObjectNode event = JsonNodeFactory.instance.objectNode();
            event.put("id", "record:" + type.key() + ":" + day.key() + ":" + record.getId());
            event.put("title", record.getTitle());
            Object at = day.get(record);
            event.put(
                    "start",
                    at instanceof Instant moment
                            ? LocalDateTime.ofInstant(moment, Times.HOME).toString()
                            : String.valueOf(at));
            event.put("allDay", !(at instanceof Instant));
            event.put("url", "/app/" + type.plural() + "/" + record.getId());
            event.put("tip", overlay.name() + ": " + record.getTitle());
            event.put("editable", mayMove);
            event.put("durationEditable", false);
            event.putArray("classNames").add("is-overlay");
            CalendarPane.paint(event, colour);
            into.add(event);
        }
    }

    /** What was moved, for taking it back. */
    record Moved(
            String type, UUID id, String field, @Nullable Object before) {}

    /** Gives a record its new day; the parts of {@code id} are those that {@link #draw} made. */
    Optional<Moved> move(String id, LocalDateTime start) {
        String[] parts = id.split(":", 4);
        if (parts.length < 4) {
            return Optional.empty();
        }
        return types.byKey(parts[1])
                .flatMap(type -> move(rights.seen(type), parts[2], UUID.fromString(parts[3]), start));
    }

    private <E extends BaseRecord> Optional<Moved> move(RecordType<E> type, String key, UUID id, LocalDateTime start) {
        return type.field(key)
                .flatMap(field -> records.find(type, id).map(record -> {
                    Object before = field.get(record);
                    Object after = field.type() instanceof FieldType.Moment
                            ? start.atZone(Times.HOME).toInstant()
                            : start.toLocalDate();
                    records.change(type, id, Map.of(key, after), WriteContext.SINGLE);
                    return new Moved(type.key(), id, key, before);
                }));
    }

    void undo(Moved moved) {
        records.change(
                types.require(moved.type()),
                moved.id(),
                Collections.singletonMap(moved.field(), moved.before()),
                WriteContext.SINGLE);
    }
}
