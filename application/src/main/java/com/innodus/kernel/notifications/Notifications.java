package com.innodus.kernel.notifications;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.ImportJob;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.records.merge.Pointer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the acting user is told. A user who may not read a record isn't told of it; titles are not stored, but read through
 * the gate when they are shown, because rights may be taken away in between.
 */
@Service
@Transactional
public class Notifications {
    /** What users were told of a record leads to the one that it becomes part of. */
    @Bean
    static Pointer notificationsOfRecords() {
        return new Pointer.Belonging("notification");
    }

    private static final int COUNTED = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notifications(
            JdbcClient jdbc,
            JsonMapper json,
            Users users,
            Records records,
            RecordTypes types,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.users = users;
        this.records = records;
        this.types = types;
        this.events = events;
        this.clock = clock;
    }

    public enum Kind {
        MENTIONED,
        ASSIGNED,
        COMMENTED,
        CHANGED,
        IMPORTED,
        IMPORT_FAILED,
        /** To an event. */
        INVITED,
        /** Somebody answered an invitation; the arguments are who and the answer. */
        ANSWERED,
        /** An event begins soon; the argument is when. */
        EVENT_SOON,
        /** A rule of the tenant says it, in its own words. */
        AUTOMATED,
        /** What a webhook should have been told was given up; the argument is its name. */
        WEBHOOK_FAILED,
        /** A webhook was switched off, because nobody listens any more; the argument is its name. */
        WEBHOOK_OFF
    }

    /** A user was told something; published within the transaction. */
    record Told(UUID user) {}

    /**
     * One thing that the user is told.
     *
     * @param actor who did it, null for the installation
     * @param title of the record, null when it is about none
     * @param amount how many records it is about
     */
    public record Notification(
            UUID id,
            Kind kind,
            @Nullable UUID actor,
            @Nullable String recordType,
            @Nullable UUID record,
            @Nullable String title,
            int amount,
            List<String> arguments,
            String link,
            Instant at,
            boolean read) {}

    // what makes them

    @EventListener
    void mentioned(Comments.Mentioned mentioned) {
        RecordType<?> type = types.require(mentioned.type());
        for (UUID id : mentioned.users()) {
            other(id)
                    .filter(user ->
                            !readable(type, List.of(mentioned.record()), user).isEmpty())
                    .ifPresent(user -> tell(
                            UUID.randomUUID(),
                            user.id(),
                            Kind.MENTIONED,
                            type,
                            mentioned.record(),
                            1,
                            type.plural() + "/" + mentioned.record() + "?entry=" + mentioned.comment()));
        }
    }

    @EventListener
    void assigned(Records.Assigned assigned) {
        if (CurrentActor.get().isSystem()) {
            // demo data and migrations would ring for everything
            return;
        }
        RecordType<?> type = types.require(assigned.type());
        other(assigned.user()).ifPresent(user -> {
            Set<UUID> readable = readable(type, assigned.records(), user);
            if (readable.isEmpty()) {
                return;
            }
            UUID batch = assigned.context().batch();
            boolean single = batch == null && readable.size() == 1;
            UUID record = single ? readable.iterator().next() : null;
            tell(
                    batch == null ? UUID.randomUUID() : ofBatch(batch, user.id()),
                    user.id(),
                    Kind.ASSIGNED,
                    type,
                    record,
                    readable.size(),
                    record == null ? list(type, assigned.field(), user.id()) : type.plural() + "/" + record);
        });
    }

    @EventListener
    void imported(Imports.ImportEnded ended) {
        ImportJob job = ended.job();
        RecordType<?> type = types.require(job.recordType());
        jdbc.sql("""
                        insert into notification (id, user_id, kind, record_type, amount, arguments, link, created_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        job.startedBy(),
                        (job.state() == ImportJob.State.DONE ? Kind.IMPORTED : Kind.IMPORT_FAILED).name(),
                        type.key(),
                        job.created() + job.updated(),
                        json.writeValueAsString(List.of(job.fileName(), Integer.toString(job.refused()))),
                        type.plural() + "/import?job=" + job.id(),
                        Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Told(job.startedBy()));
    }

    /** Tells a user of a record, if they have access and may read it. */
    public void tell(UUID user, Kind kind, RecordType<?> type, UUID record, List<String> arguments) {
        Optional<User> told = users.byId(user).filter(found -> found.state() != User.State.DISABLED);
        if (told.isEmpty() || readable(type, List.of(record), told.get()).isEmpty()) {
            return;
        }
        Actor actor = CurrentActor.get();
        jdbc.sql("""
                        insert into notification (id, user_id, kind, actor_id, record_type, record_id, arguments, link, created_at)
                        values (?, ?, ?, ?::uuid, ?, ?, ?::jsonb, ?, ?)
                        """)
                .param(UUID.randomUUID())
                .param(user)
                .param(kind.name())
                .param(actor.isSystem() ? null : actor.id())
                .param(type.key())
                .param(record)
                .param(json.writeValueAsString(arguments))
                .param(type.plural() + "/" + record)
                .param(Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Told(user));
    }

    /** Tells a user something that is about no record, if they have access. */
    public void tell(UUID user, Kind kind, List<String> arguments, String link) {
        if (users.byId(user)
                .filter(found -> found.state() != User.State.DISABLED)
                .isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notification (id, user_id, kind, arguments, link, created_at)
                        values (?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        user,
                        kind.name(),
                        json.writeValueAsString(arguments),
                        link,
                        Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Told(user));
    }

    /**
     * Tells users something in words of the tenant's own, as far as they may read the record.
     *
     * @param record null when it is about none
     */
    public void announce(Collection<UUID> receivers, RecordType<?> type, @Nullable UUID record, String text) {
        for (UUID id : receivers) {
            users.byId(id)
                    .filter(user -> user.state() != User.State.DISABLED)
                    .filter(user -> record == null
                            || !readable(type, List.of(record), user).isEmpty())
                    .ifPresent(user -> {
                        jdbc.sql("""
                                        insert into notification (id, user_id, kind, record_type, record_id, arguments, link,
                                                                  created_at)
                                        values (?, ?, ?, ?, ?::uuid, ?::jsonb, ?, ?)
                                        """)
                                .param(UUID.randomUUID())
                                .param(user.id())
                                .param(Kind.AUTOMATED.name())
                                .param(type.key())
                                .param(record)
                                .param(json.writeValueAsString(List.of(text)))
                                .param(type.plural() + (record == null ? "" : "/" + record))
                                .param(Timestamp.from(clock.instant()))
                                .update();
                        events.publishEvent(new Told(user.id()));
                    });
        }
    }

    /** Whether somebody may know of a record who is about to be told of it. */
    public boolean mayRead(User user, RecordType<?> type, UUID record) {
        return !readable(type, List.of(record), user).isEmpty();
    }

    /** The user, unless it is who acts, or somebody without access. */
    private Optional<User> other(UUID id) {
        Actor actor = CurrentActor.get();
        return id.equals(actor.id())
                ? Optional.empty()
                : users.byId(id).filter(user -> user.state() != User.State.DISABLED);
    }

    private Set<UUID> readable(RecordType<?> type, List<UUID> ids, User user) {
        return CurrentActor.as(user.actor(), () -> records.titles(type, ids).keySet());
    }

    /** Those of the users who still have access and may read the record. */
    Set<UUID> readers(RecordType<?> type, UUID record, Collection<UUID> told) {
        return told.stream()
                .flatMap(id -> users.byId(id).stream())
                .filter(user -> user.state() != User.State.DISABLED)
                .filter(user -> !readable(type, List.of(record), user).isEmpty())
                .map(User::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Looks at something with a user's rights. */
    boolean as(UUID user, BooleanSupplier look) {
        return users.byId(user)
                .map(found -> CurrentActor.as(found.actor(), look::getAsBoolean))
                .orElse(false);
    }

    /** Tells of one more thing of a kind about a record; as long as the user hasn't read of it, all count as one. */
    void group(UUID user, Kind kind, RecordType<?> type, UUID record, String link) {
        jdbc.sql("""
                        insert into notification (id, user_id, kind, actor_id, record_type, record_id, link, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set created_at = excluded.created_at, read_at = null,
                            actor_id = excluded.actor_id, link = excluded.link, record_id = excluded.record_id,
                            amount = case when notification.read_at is null then notification.amount + 1 else 1 end
                        """)
                .params(
                        UUID.nameUUIDFromBytes((user + "/" + kind + "/" + record).getBytes(StandardCharsets.US_ASCII)),
                        user,
                        kind.name(),
                        CurrentActor.get().id(),
                        type.key(),
                        record,
                        link,
                        Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Told(user));
    }

    /** A bulk action or import assigns in several transactions, and is told of once. */
    private static UUID ofBatch(UUID batch, UUID user) {
        return UUID.nameUUIDFromBytes((batch + "/" + user).getBytes(StandardCharsets.US_ASCII));
    }

    private static String list(RecordType<?> type, String field, UUID user) {
        String filter = FilterText.write(Filter.test(field, Filter.Operator.IS, user.toString()));
        return type.plural() + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private void tell(
            UUID id, UUID user, Kind kind, RecordType<?> type, @Nullable UUID record, int amount, String link) {
        Actor actor = CurrentActor.get();
        jdbc.sql("""
                        insert into notification (id, user_id, kind, actor_id, record_type, record_id, amount, link, created_at)
                        values (?, ?, ?, ?::uuid, ?, ?::uuid, ?, ?, ?)
                        on conflict (id) do update set amount = notification.amount + excluded.amount,
                            created_at = excluded.created_at, read_at = null
                        """)
                .param(id)
                .param(user)
                .param(kind.name())
                .param(actor.isSystem() ? null : actor.id())
                .param(type.key())
                .param(record)
                .param(amount)
                .param(link)
                .param(Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Told(user));
    }

    // what shows them

    /** How many the acting user has not read, counted up to 100. */
    @Transactional(readOnly = true)
    public int unread() {
        return readable(read("and read_at is null", COUNTED)).size();
    }

    /** The acting user's latest, newest first; one statement more for each record type among them. */
    @Transactional(readOnly = true)
    public List<Notification> latest(int limit) {
        return readable(read("", limit));
    }

    private List<Notification> read(String where, int limit) {
        return jdbc.sql("""
                        select id, kind, actor_id, record_type, record_id, amount, arguments::text, link, created_at, read_at
                        from notification where user_id = ? %s order by created_at desc, id limit ?
                        """.formatted(where))
                .params(CurrentActor.get().id(), limit)
                .query((row, number) -> new Notification(
                        row.getObject(1, UUID.class),
                        Kind.valueOf(row.getString(2)),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        null,
                        row.getInt(6),
                        json.readValue(row.getString(7), new TypeReference<List<String>>() {}),
                        row.getString(8),
                        row.getTimestamp(9).toInstant(),
                        row.getTimestamp(10) != null))
                .list();
    }

    /** Without those about a record that the user may not read, or not any more. */
    private List<Notification> readable(List<Notification> found) {
        Map<UUID, String> titles = titles(found);
        return found.stream()
                .map(each -> each.record() == null ? each : titled(each, titles.get(each.record())))
                .filter(each -> each.record() == null || each.title() != null)
                .toList();
    }

    private Map<UUID, String> titles(List<Notification> found) {
        Map<UUID, String> titles = new HashMap<>();
        found.stream()
                .filter(each -> each.record() != null && each.recordType() != null)
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(each.recordType()),
                        Collectors.mapping(each -> Objects.requireNonNull(each.record()), Collectors.toSet())))
                .forEach((key, ids) -> types.byKey(key).ifPresent(type -> titles.putAll(titlesOf(type, ids))));
        return titles;
    }

    private <E extends BaseRecord> Map<UUID, String> titlesOf(RecordType<E> type, Set<UUID> ids) {
        return records.titles(type, ids);
    }

    private static Notification titled(Notification plain, @Nullable String title) {
        return new Notification(
                plain.id(),
                plain.kind(),
                plain.actor(),
                plain.recordType(),
                plain.record(),
                title,
                plain.amount(),
                plain.arguments(),
                plain.link(),
                plain.at(),
                plain.read());
    }

    /** Notes that the acting user has read one of theirs. */
    public void read(UUID id) {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        jdbc.sql("update notification set read_at = ? where id = ? and user_id = ? and read_at is null")
                .params(Timestamp.from(clock.instant()), id, CurrentActor.get().id())
                .update();
        events.publishEvent(new Told(CurrentActor.get().id()));
    }

    /** Notes that the acting user has read them all. */
    public void readAll() {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        jdbc.sql("update notification set read_at = ? where user_id = ? and read_at is null")
                .params(Timestamp.from(clock.instant()), CurrentActor.get().id())
                .update();
        events.publishEvent(new Told(CurrentActor.get().id()));
    }
}
