package com.innodus.kernel.notifications;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.events.EventSubscriber;
import com.innodus.kernel.events.RecordEvent;
import com.innodus.kernel.following.FollowedViews;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterMatch;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedViews;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells those who follow a saved view of records that come into it. A view that asks only for fields of the record itself is
 * asked once for all; one that asks for linked records is asked with each follower's rights, because each may see others.
 */
@Component
class ViewNews implements EventSubscriber {
    private static final int LOOKED_BACK = 100;

    private final FollowedViews followed;
    private final SavedViews views;
    private final Notifications notifications;
    private final Records records;
    private final RecordTypes types;
    private final History history;
    private final Clock clock;

    ViewNews(
            FollowedViews followed,
            SavedViews views,
            Notifications notifications,
            Records records,
            RecordTypes types,
            History history,
            Clock clock) {
        this.followed = followed;
        this.views = views;
        this.notifications = notifications;
        this.records = records;
        this.types = types;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public boolean waitsFor(String recordType) {
        return followed.isAny(recordType);
    }

    @Override
    public void receive(RecordEvent event) {
        if (event.kind() == History.Kind.CREATED || event.kind() == History.Kind.CHANGED) {
            types.byKey(event.type()).ifPresent(type -> CurrentActor.run(Actor.SYSTEM, () -> tell(type, event)));
        }
    }

    private <E extends BaseRecord> void tell(RecordType<E> type, RecordEvent event) {
        Map<UUID, Set<UUID>> followers = followed.of(type);
        Optional<E> found = followers.isEmpty() ? Optional.empty() : records.find(type, event.record());
        if (found.isEmpty()) {
            return;
        }
        Set<UUID> everybody = new LinkedHashSet<>();
        followers.values().forEach(everybody::addAll);
        everybody.remove(event.user());
        List<User> readers = notifications.readers(type, event.record(), everybody);
        if (readers.isEmpty()) {
            return;
        }
        for (SavedView view : views.all(followers.keySet())) {
            Query query = view.definition().query(type);
            if (!isAbout(type, query.filter(), event)) {
                continue;
            }
            List<User> mayOpen = readers.stream()
                    .filter(user -> followers.getOrDefault(view.id(), Set.of()).contains(user.id()))
                    .filter(user -> CurrentActor.as(
                            user.actor(), () -> views.isOffered(type, view) && records.fits(type, query.filter())))
                    .toList();
            List<User> told = isOfItselfOnly(query.filter())
                    ? mayOpen.isEmpty() || !isIn(type, query, event.record()) ? List.of() : mayOpen
                    : mayOpen.stream()
                            .filter(user -> CurrentActor.as(user.actor(), () -> isIn(type, query, event.record())))
                            .toList();
            if (!told.isEmpty() && broughtIn(type, found.get(), query.filter(), event)) {
                notifications.entered(told, type, event.record(), event.user(), view.id(), view.name());
            }
        }
    }

    private <E extends BaseRecord> boolean isIn(RecordType<E> type, Query query, UUID record) {
        return records.finds(type, query, record);
    }

    private static boolean isOfItselfOnly(Filter filter) {
        return parts(filter).noneMatch(part -> part instanceof Filter.Related);
    }

    private static Stream<Filter> parts(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> parts.stream().flatMap(ViewNews::parts);
            case Filter.Or(var parts) -> parts.stream().flatMap(ViewNews::parts);
            case Filter.Not(var part) -> parts(part);
            case Filter.Test test -> Stream.of(test);
            case Filter.Related related -> Stream.of(related);
        };
    }

    /** What has changed since the event, as it was when the event was over: what came later has an event of its own. */
    private Map<String, @Nullable Object> changedSince(RecordType<?> type, RecordEvent event) {
        Map<String, @Nullable Object> then = new HashMap<>();
        history.of(type, event.record(), LOOKED_BACK).stream()
                .takeWhile(entry -> entry.at().isAfter(event.at()))
                .forEach(entry -> then.putAll(before(type, entry.changes())));
        return then;
    }

    private Map<String, @Nullable Object> before(RecordType<?> type, List<History.FieldChange> changes) {
        Map<String, @Nullable Object> before = new HashMap<>();
        changes.forEach(change -> type.field(change.field())
                .ifPresent(field -> before.put(field.key(), history.typed(field, change.before()))));
        return before;
    }

    private boolean isAbout(RecordType<?> type, Filter filter, RecordEvent event) {
        Map<String, @Nullable Object> before = before(type, event.changes());
        return event.kind() == History.Kind.CREATED
                || parts(filter).anyMatch(part -> switch (part) {
                    case Filter.Test test -> before.containsKey(test.field());
                    case Filter.Related related -> before.containsKey(related.way());
                    default -> false;
                });
    }

    /** Whether it was this event that brought the record in; asked after it was found there, so that nothing is missed. */
    private <E extends BaseRecord> boolean broughtIn(RecordType<E> type, E record, Filter filter, RecordEvent event) {
        Map<String, @Nullable Object> then = changedSince(type, event);
        Map<String, @Nullable Object> before = before(type, event.changes());
        Function<String, @Nullable Object> after =
                key -> then.containsKey(key) ? then.get(key) : value(type, record, key);
        Function<String, @Nullable Object> earlier =
                key -> before.containsKey(key) ? before.get(key) : after.apply(key);
        try {
            return (then.isEmpty() || FilterMatch.holds(filter, after, clock.instant()))
                    && (event.kind() == History.Kind.CREATED || !FilterMatch.holds(filter, earlier, clock.instant()));
        } catch (InvalidFilter e) {
            // how it stood with linked records is past
            return true;
        }
    }

    private static <E extends BaseRecord> @Nullable Object value(RecordType<E> type, E record, String key) {
        return type.field(key).map((Field<E> field) -> field.get(record)).orElse(null);
    }
}
