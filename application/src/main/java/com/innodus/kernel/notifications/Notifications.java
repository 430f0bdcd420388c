package com.innodus.kernel.notifications;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.following.Followers;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.notifications.Preferences.Choice;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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

    /** Lines of one mail. */
    static final int MOST_MAILED = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final ApplicationEventPublisher events;
    private final Followers followers;
    private final NewsPreferences preferences;
    private final TenantJobs jobs;
    private final Clock clock;

    Notifications(
            JdbcClient jdbc,
            JsonMapper json,
            Users users,
            Records records,
            RecordTypes types,
            ApplicationEventPublisher events,
            Followers followers,
            NewsPreferences preferences,
            TenantJobs jobs,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.users = users;
        this.records = records;
        this.types = types;
        this.events = events;
        this.followers = followers;
        this.preferences = preferences;
        this.jobs = jobs;
        this.clock = clock;
    }

    public enum Kind {
        MENTIONED,
        ASSIGNED,
        /** Somebody answered a comment of the user's. */
        REPLIED,
        COMMENTED,
        CHANGED,
        /** A record came into a view that the user follows; the argument is its name. */
        ENTERED,
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
        Map<UUID, UUID> ids = readers(type, mentioned.record(), mentioned.users()).stream()
                .map(User::id)
                .filter(user -> !user.equals(CurrentActor.get().id()))
                .collect(Collectors.toMap(user -> user, user -> UUID.randomUUID()));
        String link = type.plural() + "/" + mentioned.record() + "?entry=" + mentioned.comment();
        store(new News(Kind.MENTIONED, actor(), type.key(), mentioned.record(), 1, List.of(), link), ids);
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
        Kind kind = job.state() == ImportJob.State.DONE ? Kind.IMPORTED : Kind.IMPORT_FAILED;
        store(
                new News(
                        kind,
                        null,
                        type.key(),
                        null,
                        job.created() + job.updated(),
                        List.of(job.fileName(), Integer.toString(job.refused())),
                        type.plural() + "/import?job=" + job.id()),
                Map.of(job.startedBy(), UUID.randomUUID()));
    }

    /** Tells a user of a record, if they have access and may read it. */
    public void tell(UUID user, Kind kind, RecordType<?> type, UUID record, List<String> arguments) {
        tell(List.of(user), kind, type, record, arguments);
    }

    /** Tells those users of a record who have access and may read it. */
    public void tell(Collection<UUID> told, Kind kind, RecordType<?> type, UUID record, List<String> arguments) {
        Map<UUID, UUID> ids =
                readers(type, record, told).stream().collect(Collectors.toMap(User::id, user -> UUID.randomUUID()));
        store(new News(kind, actor(), type.key(), record, 1, arguments, type.plural() + "/" + record), ids);
    }

    /** Tells those users of a record who have access and may read it; {@code link} leads to what is new of it. */
    void tell(Collection<UUID> told, Kind kind, RecordType<?> type, UUID record, String link) {
        Map<UUID, UUID> ids =
                readers(type, record, told).stream().collect(Collectors.toMap(User::id, user -> UUID.randomUUID()));
        store(new News(kind, actor(), type.key(), record, 1, List.of(), link), ids);
    }

    /** Tells a user something that is about no record, if they have access. */
    public void tell(UUID user, Kind kind, List<String> arguments, String link) {
        active(List.of(user))
                .forEach(found -> store(
                        new News(kind, null, null, null, 1, arguments, link), Map.of(found.id(), UUID.randomUUID())));
    }

    /**
     * Tells users something in words of the tenant's own, as far as they may read the record.
     *
     * @param record null when it is about none
     */
    public void announce(Collection<UUID> receivers, RecordType<?> type, @Nullable UUID record, String text) {
        List<User> told = record == null ? active(receivers) : readers(type, record, receivers);
        store(
                new News(
                        Kind.AUTOMATED,
                        null,
                        type.key(),
                        record,
                        1,
                        List.of(text),
                        type.plural() + (record == null ? "" : "/" + record)),
                told.stream().collect(Collectors.toMap(User::id, user -> UUID.randomUUID())));
    }

    /** Whether somebody may know of a record who is about to be told of it. */
    public boolean mayRead(User user, RecordType<?> type, UUID record) {
        return !readable(type, List.of(record), user).isEmpty();
    }

    /** The user, unless it is who acts, or somebody without access. */
    private Optional<User> other(UUID id) {
        return id.equals(CurrentActor.get().id())
                ? Optional.empty()
                : users.byId(id).filter(user -> user.state() != User.State.DISABLED);
    }

    private Set<UUID> readable(RecordType<?> type, List<UUID> ids, User user) {
        return CurrentActor.as(user.actor(), () -> records.titles(type, ids).keySet());
    }

    /** Those of the users who still have access, with one statement. */
    private List<User> active(Collection<UUID> told) {
        return told.isEmpty()
                ? List.of()
                : users.all().stream()
                        .filter(user -> told.contains(user.id()) && user.state() != User.State.DISABLED)
                        .toList();
    }

    /** Those of the users who still have access and may read the record; as many statements for one as for all. */
    List<User> readers(RecordType<?> type, UUID record, Collection<UUID> told) {
        List<User> active = active(told);
        Set<UUID> readers =
                records.readers(type, record, active.stream().map(User::actor).toList());
        return active.stream().filter(user -> readers.contains(user.id())).toList();
    }

    /** Tells users of one more thing of a kind about a record; as long as they haven't read of it, all count as one. */
    void group(Collection<User> told, Kind kind, RecordType<?> type, UUID record, String link) {
        store(
                new News(kind, actor(), type.key(), record, 1, List.of(), link),
                told.stream()
                        .map(User::id)
                        .collect(Collectors.toMap(
                                user -> user,
                                user -> UUID.nameUUIDFromBytes(
                                        (user + "/" + kind + "/" + record).getBytes(StandardCharsets.US_ASCII)))));
    }

    /** Tells users that a record came into a view; as long as they haven't read of it, all that come count as one. */
    void entered(List<User> told, RecordType<?> type, UUID record, @Nullable UUID by, UUID view, String name) {
        store(
                new News(Kind.ENTERED, by, type.key(), record, 1, List.of(name), type.plural() + "?view=" + view),
                told.stream()
                        .collect(Collectors.toMap(
                                User::id,
                                user -> UUID.nameUUIDFromBytes((user.id() + "/" + Kind.ENTERED + "/" + view)
                                        .getBytes(StandardCharsets.US_ASCII)))));
    }

    /** A bulk action or import assigns in several transactions, and is told of once. */
    private static UUID ofBatch(UUID batch, UUID user) {
        return UUID.nameUUIDFromBytes((batch + "/" + user).getBytes(StandardCharsets.US_ASCII));
    }

    private static String list(RecordType<?> type, String field, UUID user) {
        String filter = FilterText.write(Filter.test(field, Filter.Operator.IS, user.toString()));
        return type.plural() + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static @Nullable UUID actor() {
        Actor actor = CurrentActor.get();
        return actor.isSystem() ? null : actor.id();
    }

    private void tell(
            UUID id, UUID user, Kind kind, RecordType<?> type, @Nullable UUID record, int amount, String link) {
        store(new News(kind, actor(), type.key(), record, amount, List.of(), link), Map.of(user, id));
    }

    /** What is told, to whomever. */
    private record News(
            Kind kind,
            @Nullable UUID actor,
            @Nullable String recordType,
            @Nullable UUID record,
            int amount,
            List<String> arguments,
            String link) {}

    /** One user's row of {@link #store}. */
    private record Row(
            UUID id, UUID user, boolean bell, @Nullable Instant due) {}

    /**
     * Tells users by the ways that they chose, with as many statements for one as for all.
     *
     * @param ids of the notifications, by user; one that is known already grows
     */
    private void store(News news, Map<UUID, UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<UUID, Preferences> preferences = this.preferences.of(ids.keySet());
        Set<UUID> silent = news.record() == null || news.recordType() == null
                ? Set.of()
                : followers.silent(news.recordType(), news.record());
        List<Row> rows = new ArrayList<>();
        // in one order, so that two writers never wait for each other
        new TreeMap<>(ids).forEach((user, id) -> {
            Preferences theirs = preferences.get(user);
            if (theirs != null && !silent.contains(user)) {
                Choice choice = theirs.of(Topic.of(news.kind()));
                Instant due = theirs.mailAt(choice.mail(), now);
                if (choice.bell() || due != null) {
                    rows.add(new Row(id, user, choice.bell(), due));
                }
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notification (id, user_id, kind, actor_id, record_type, record_id, amount, arguments, link,
                                                  created_at, bell, mail_due)
                        select r.id, r.user_id, ?, ?::uuid, ?, ?::uuid, ?, ?::jsonb, ?, ?, r.bell, r.due
                        from jsonb_to_recordset(?::jsonb) as r(id uuid, user_id uuid, bell boolean, due timestamptz)
                        on conflict (id) do update set created_at = excluded.created_at, read_at = null,
                            actor_id = excluded.actor_id, link = excluded.link, record_id = excluded.record_id,
                            bell = excluded.bell, mail_due = least(notification.mail_due, excluded.mail_due),
                            amount = case when notification.read_at is null or notification.kind = 'ASSIGNED'
                                          then notification.amount + excluded.amount else excluded.amount end
                        """)
                .param(news.kind().name())
                .param(news.actor())
                .param(news.recordType())
                .param(news.record())
                .param(news.amount())
                .param(json.writeValueAsString(news.arguments()))
                .param(news.link())
                .param(Timestamp.from(now))
                .param(json.writeValueAsString(
                        rows.stream().map(Notifications::stored).toList()))
                .update();
        rows.stream()
                .map(Row::due)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(due -> jobs.wakeAt(NewsMails.JOB, due));
        rows.stream().filter(Row::bell).forEach(row -> events.publishEvent(new Told(row.user())));
    }

    private static Map<String, @Nullable Object> stored(Row row) {
        Map<String, @Nullable Object> stored = new HashMap<>();
        stored.put("id", row.id());
        stored.put("user_id", row.user());
        stored.put("bell", row.bell());
        stored.put("due", row.due() == null ? null : row.due().toString());
        return stored;
    }

    // what shows them

    /** How many the acting user has not read, counted up to 100. */
    @Transactional(readOnly = true)
    public int unread() {
        return readable(read("and bell and read_at is null", COUNTED)).size();
    }

    /** The acting user's latest, newest first; one statement more for each record type among them. */
    @Transactional(readOnly = true)
    public List<Notification> latest(int limit) {
        return readable(read("and bell", limit));
    }

    /** Those that a mail shall tell the acting user, oldest first; without what they have read or may not read any more. */
    List<Notification> unreadAmong(List<UUID> ids) {
        List<Notification> found =
                read("and read_at is null and id = any(?)", MOST_MAILED, (Object) ids.toArray(UUID[]::new));
        return readable(found).reversed();
    }

    private List<Notification> read(String where, int limit, Object... parameters) {
        return jdbc.sql("""
                        select id, kind, actor_id, record_type, record_id, amount, arguments::text, link, created_at, read_at
                        from notification where user_id = ? %s order by created_at desc, id limit ?
                        """.formatted(where))
                .param(CurrentActor.get().id())
                .params(parameters)
                .param(limit)
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
