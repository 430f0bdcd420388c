package com.innodus.crm.calendars;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Recurrence;
import com.innodus.kernel.records.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes events and the occurrences of series: one alone becomes a record of its own, one and those that follow become a
 * series of their own, so that what was keeps its history.
 */
@Service
@Transactional
public class Series {
    /** Occurrences of one series that were changed by themselves. */
    private static final int MOST_CHANGED = 1_000;

    /** What belongs to the series and not to one of its occurrences. */
    private static final List<String> OF_SERIES = List.of("repetition", "exceptions", "series", "occurrenceAt");

    private final Records records;
    private final RecordType<Event> events;

    Series(Records records, RecordType<Event> events) {
        this.records = records;
        this.events = events;
    }

    /**
     * What was done, for taking it back.
     *
     * @param before values as they were, by record
     * @param made new records
     * @param deleted records that went to the bin
     */
    public record Done(Map<UUID, Map<String, @Nullable Object>> before, List<UUID> made, List<UUID> deleted) {
        /** The record on which the change stands now. */
        UUID record() {
            return made.isEmpty() ? before.keySet().iterator().next() : made.getFirst();
        }
    }

    /**
     * Writes values.
     *
     * @param at the occurrence, by its local start in the series; null for an event that is once, and for the whole record
     * @param values with the occurrence's own start and end, if these change
     * @throws RecordNotFound when there is no such occurrence
     */
    public Done change(UUID id, @Nullable LocalDateTime at, Map<String, @Nullable Object> values, Extent extent) {
        Event event = records.get(events, id);
        Times times = Times.of(event);
        if (at == null || times.repetition() == null) {
            return changed(event, values);
        }
        demand(event, times, at);
        boolean isFirst = at.equals(times.start());
        return switch (extent) {
            case THIS -> takeOut(event, times, at, values);
            case FOLLOWING -> isFirst ? changeAll(event, times, at, values) : split(event, times, at, values);
            case ALL -> changeAll(event, times, at, values);
        };
    }

    /** Deletes; occurrences of a series stay away from it. */
    public Done delete(UUID id, @Nullable LocalDateTime at, Extent extent) {
        Event event = records.get(events, id);
        Times times = Times.of(event);
        if (at == null
                || times.repetition() == null
                || extent == Extent.ALL
                || extent == Extent.FOLLOWING && at.equals(times.start())) {
            List<UUID> gone = new ArrayList<>(List.of(id));
            changedOnes(id, null).forEach(each -> gone.add(each.getId()));
            records.delete(events, gone, WriteContext.SINGLE);
            return new Done(Map.of(), List.of(), gone);
        }
        demand(event, times, at);
        if (extent == Extent.THIS) {
            return changed(event, Map.of("exceptions", except(times, at)));
        }
        List<UUID> later =
                changedOnes(id, moment(times, at)).stream().map(Event::getId).toList();
        records.delete(events, later, WriteContext.SINGLE);
        Done ended = changed(
                event, Map.of("repetition", repetition(times).endingBefore(at).rule()));
        return new Done(ended.before(), List.of(), later);
    }

    /** Takes a change back. */
    public void undo(Done done) {
        done.before().forEach((id, values) -> records.change(events, id, values, WriteContext.SINGLE));
        if (!done.made().isEmpty()) {
            records.delete(events, done.made(), WriteContext.SINGLE);
        }
        if (!done.deleted().isEmpty()) {
            records.restore(events, done.deleted());
        }
    }

    private static void demand(Event event, Times times, LocalDateTime at) {
        if (!times.has(at)) {
            throw new RecordNotFound("event", event.getId());
        }
    }

    private Done changed(Event event, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        values.keySet().forEach(key -> before.put(key, events.require(key).get(event)));
        records.change(events, event.getId(), values, WriteContext.SINGLE);
        Map<UUID, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        all.put(event.getId(), before);
        return new Done(all, List.of(), List.of());
    }

    private Done takeOut(Event event, Times times, LocalDateTime at, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> own = copy(event, times, at, values);
        OF_SERIES.forEach(own::remove);
        own.put("series", event.getId());
        own.put("occurrenceAt", moment(times, at));
        Done done = changed(event, Map.of("exceptions", except(times, at)));
        UUID made = records.create(events, own).id();
        return new Done(done.before(), List.of(made), List.of());
    }

    private Done split(Event event, Times times, LocalDateTime at, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> rest = copy(event, times, at, values);
        rest.remove("uid");
        LocalDateTime start = local(times, (Instant) Objects.requireNonNull(rest.get("startsAt")));
        Duration shift = Duration.between(at, start);
        if (!values.containsKey("repetition")) {
            rest.put(
                    "repetition",
                    repetition(times)
                            .beginningAt(times.start(), at)
                            .moved(at, start)
                            .rule());
        }
        rest.put("exceptions", exceptions(times, each -> each.isBefore(at) ? null : each.plus(shift)));
        UUID made = records.create(events, rest).id();
        Map<String, @Nullable Object> ended = new HashMap<>();
        ended.put("repetition", repetition(times).endingBefore(at).rule());
        ended.put("exceptions", exceptions(times, each -> each.isBefore(at) ? each : null));
        Done done = changed(event, ended);
        Map<UUID, Map<String, @Nullable Object>> before = new LinkedHashMap<>(done.before());
        for (Event own : changedOnes(event.getId(), moment(times, at))) {
            Map<String, @Nullable Object> moved = new HashMap<>();
            moved.put("series", made);
            moved.put("occurrenceAt", shifted(times, own.getOccurrenceAt(), shift));
            before.putAll(changed(own, moved).before());
        }
        return new Done(before, List.of(made), List.of());
    }

    private Done changeAll(Event event, Times times, LocalDateTime at, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        if (!(values.get("startsAt") instanceof Instant startsAt)) {
            return changed(event, all);
        }
        LocalDateTime start = local(times, startsAt);
        Duration shift = Duration.between(at, start);
        Duration length = values.get("endsAt") instanceof Instant endsAt
                ? Duration.between(start, local(times, endsAt))
                : Duration.between(times.start(), times.end());
        LocalDateTime first = times.start().plus(shift);
        all.put("startsAt", moment(times, first));
        all.put("endsAt", moment(times, first.plus(length)));
        if (!values.containsKey("repetition")) {
            all.put("repetition", repetition(times).moved(at, start).rule());
        }
        all.put("exceptions", exceptions(times, each -> each.plus(shift)));
        Map<UUID, Map<String, @Nullable Object>> before =
                new LinkedHashMap<>(changed(event, all).before());
        if (!shift.isZero()) {
            for (Event own : changedOnes(event.getId(), null)) {
                before.putAll(changed(
                                own,
                                Collections.singletonMap("occurrenceAt", shifted(times, own.getOccurrenceAt(), shift)))
                        .before());
            }
        }
        return new Done(before, List.of(), List.of());
    }

    /** The values of one occurrence, as a record of its own has them. */
    private Map<String, @Nullable Object> copy(
            Event event, Times times, LocalDateTime at, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(records.values(events, event));
        copy.values().removeIf(Objects::isNull);
        copy.put("startsAt", moment(times, at));
        copy.put("endsAt", moment(times, at.plus(Duration.between(times.start(), times.end()))));
        copy.putAll(values);
        return copy;
    }

    /** Occurrences that were changed by themselves, from a moment on; null for all. */
    private List<Event> changedOnes(UUID series, @Nullable Instant from) {
        Query query = Query.ALL.with(Filter.test("series", Operator.IS, series.toString()));
        return records.page(events, query, null, 0, MOST_CHANGED).stream()
                .filter(each -> from == null
                        || each.getOccurrenceAt() != null
                                && !each.getOccurrenceAt().isBefore(from))
                .toList();
    }

    private static Recurrence repetition(Times times) {
        return Objects.requireNonNull(times.repetition());
    }

    private static Instant moment(Times times, LocalDateTime local) {
        return local.atZone(times.zone()).toInstant();
    }

    private static LocalDateTime local(Times times, Instant moment) {
        return LocalDateTime.ofInstant(moment, times.zone());
    }

    private static @Nullable Instant shifted(Times times, @Nullable Instant moment, Duration by) {
        return moment == null ? null : moment(times, local(times, moment).plus(by));
    }

    private static String except(Times times, LocalDateTime at) {
        Set<LocalDateTime> all = new TreeSet<>(times.exceptions());
        all.add(at);
        return Objects.requireNonNull(Times.writeExceptions(all));
    }

    private static @Nullable String exceptions(Times times, UnaryOperator<@Nullable LocalDateTime> change) {
        Set<LocalDateTime> all = new TreeSet<>();
        times.exceptions().forEach(each -> {
            LocalDateTime changed = change.apply(each);
            if (changed != null) {
                all.add(changed);
            }
        });
        return Times.writeExceptions(all);
    }
}
