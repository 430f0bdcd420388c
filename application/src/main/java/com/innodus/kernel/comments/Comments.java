package com.innodus.kernel.comments;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Comments on records. Whoever may read the record may read them; each call asks the gate for the record first. */
@Service
@Transactional
public class Comments {
    /** Comments go along with a record that becomes part of another. */
    @Bean
    static Pointer commentsOfRecords() {
        return new Pointer.Belonging("record_comment");
    }

    /** How long an author may correct a comment. */
    public static final Duration EDIT_WINDOW = Duration.ofMinutes(15);

    private static final int LONGEST = 10_000;
    private static final int LOOKED_THROUGH = 200;

    /** Letters of what is quoted above an answer. */
    private static final int QUOTED = 200;

    private static final String SELECT = """
            select c.id, c.author_id, c.body, c.pinned, c.created_at, c.edited_at,
                   a.id, a.author_id, left(a.body, %d), c.record_type, c.record_id
            from record_comment c left join record_comment a on a.id = c.answers_id
                -- a merge that was taken back may have parted them
                and a.record_type = c.record_type and a.record_id = c.record_id
            """.formatted(QUOTED);

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final Access access;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Comments(
            JdbcClient jdbc,
            Records records,
            RecordTypes types,
            Access access,
            Users users,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.access = access;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** @param answers the comment that it answers; null when it answers none, or one that was deleted */
    public record Comment(
            UUID id,
            UUID author,
            String body,
            boolean pinned,
            Instant createdAt,
            @Nullable Instant editedAt,
            @Nullable Quote answers) {}

    /**
     * A comment as it is quoted above an answer.
     *
     * @param body its beginning
     */
    public record Quote(UUID id, UUID author, String body) {}

    /** Users were named in a comment; published within the transaction. */
    public record Mentioned(String type, UUID record, UUID comment, Set<UUID> users) {}

    /**
     * Somebody commented on a record; published within the transaction.
     *
     * @param answered whose comment was answered; null when none was
     */
    public record Said(
            String type,
            UUID record,
            UUID comment,
            Set<UUID> mentioned,
            @Nullable UUID answered) {}

    /** Newest first, older than {@code before}; pinned ones are apart. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Comment> of(
            RecordType<E> type, UUID record, @Nullable Position before, int limit) {
        records.get(type, record);
        String order = " and not c.pinned order by c.created_at desc, c.id desc limit " + limit;
        return before == null
                ? read(order, type.key(), record)
                : read(
                        " and (c.created_at, c.id) < (?, ?)" + order,
                        type.key(),
                        record,
                        Timestamp.from(before.at()),
                        before.id());
    }

    /** What was pinned to the top, newest first. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Comment> pinned(RecordType<E> type, UUID record) {
        records.get(type, record);
        return read(" and c.pinned order by c.created_at desc, c.id desc limit 20", type.key(), record);
    }

    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<Comment> find(RecordType<E> type, UUID record, UUID comment) {
        records.get(type, record);
        return read(" and c.id = ?", type.key(), record, comment).stream().findFirst();
    }

    /**
     * A comment and the record that it is about.
     *
     * @param title of the record
     */
    public record Latest(Comment comment, RecordType<?> type, UUID record, String title) {}

    /** A line of the table; what it is about may be anything. */
    private record Line(Comment comment, String type, UUID record) {}

    /**
     * The newest comments on records that the acting user may read. Looks through so many at most: whoever may read hardly
     * anything finds fewer.
     */
    @Transactional(readOnly = true)
    public List<Latest> latest(int limit) {
        List<Line> lines = jdbc.sql(SELECT + "order by c.created_at desc, c.id desc limit ?")
                .param(LOOKED_THROUGH)
                .query((row, number) ->
                        new Line(comment(row, number), row.getString(10), row.getObject(11, UUID.class)))
                .list();
        Map<UUID, String> titles = new HashMap<>();
        lines.stream()
                .collect(Collectors.groupingBy(Line::type, Collectors.mapping(Line::record, Collectors.toSet())))
                .forEach((type, ids) -> types.byKey(type)
                        .filter(found -> access.may(found.key(), Operation.READ))
                        .ifPresent(found -> titles.putAll(records.titles(found, ids))));
        return lines.stream()
                .filter(line -> titles.containsKey(line.record()))
                .limit(limit)
                .map(line -> new Latest(
                        line.comment(),
                        types.require(line.type()),
                        line.record(),
                        Objects.requireNonNull(titles.get(line.record()))))
                .toList();
    }

    public <E extends BaseRecord> UUID add(RecordType<E> type, UUID record, String body) {
        return add(type, record, body, null);
    }

    /**
     * Answers a comment on the same record.
     *
     * @throws InvalidRecord also when that comment isn't there any more
     */
    public <E extends BaseRecord> UUID answer(RecordType<E> type, UUID record, UUID answered, String body) {
        return add(
                type,
                record,
                body,
                find(type, record, answered)
                        .orElseThrow(() -> new InvalidRecord(List.of(Problem.of("", "comment.answered.gone")))));
    }

    private <E extends BaseRecord> UUID add(RecordType<E> type, UUID record, String body, @Nullable Comment answered) {
        demand(type, record);
        UUID id = UUID.randomUUID();
        String stored = Mentions.encode(clean(body), users.all());
        jdbc.sql(
                        "insert into record_comment (id, record_type, record_id, author_id, answers_id, body, created_at) values (?, ?, ?, ?, ?::uuid, ?, ?)")
                .params(id, type.key(), record, CurrentActor.get().id())
                .param(answered == null ? null : answered.id())
                .params(stored, Timestamp.from(clock.instant()))
                .update();
        tellMentioned(type, record, id, Mentions.in(stored));
        events.publishEvent(
                new Said(type.key(), record, id, Mentions.in(stored), answered == null ? null : answered.author()));
        return id;
    }

    /** Corrects one's own comment within the window; only who is newly mentioned is told. */
    public <E extends BaseRecord> void edit(RecordType<E> type, UUID record, UUID comment, String body) {
        demand(type, record);
        Instant now = clock.instant();
        String stored = Mentions.encode(clean(body), users.all());
        Set<UUID> before = find(type, record, comment)
                .map(found -> Mentions.in(found.body()))
                .orElse(Set.of());
        int changed = jdbc.sql("""
                        update record_comment set body = ?, edited_at = ?
                        where id = ? and record_type = ? and record_id = ? and author_id = ? and created_at > ?
                        """)
                .params(
                        stored,
                        Timestamp.from(now),
                        comment,
                        type.key(),
                        record,
                        CurrentActor.get().id(),
                        Timestamp.from(now.minus(EDIT_WINDOW)))
                .update();
        if (changed == 0) {
            throw new InvalidRecord(List.of(Problem.of("", "comment.too-late")));
        }
        Set<UUID> added = new LinkedHashSet<>(Mentions.in(stored));
        added.removeAll(before);
        tellMentioned(type, record, comment, added);
    }

    /** Whether the acting user may still correct it. */
    public boolean isEditable(Comment comment) {
        return comment.author().equals(CurrentActor.get().id())
                && comment.createdAt().isAfter(clock.instant().minus(EDIT_WINDOW));
    }

    /** Whether the acting user may delete it: authors their own, administrators all. */
    public boolean isDeletable(Comment comment) {
        Actor actor = CurrentActor.get();
        return comment.author().equals(actor.id()) || Roles.isAdministrator(actor.role());
    }

    public <E extends BaseRecord> void delete(RecordType<E> type, UUID record, UUID comment) {
        demand(type, record);
        if (!find(type, record, comment).filter(this::isDeletable).isPresent()) {
            throw new Forbidden(Operation.DELETE, "comment on " + type.key());
        }
        jdbc.sql("delete from record_comment where id = ?").param(comment).update();
    }

    public <E extends BaseRecord> void pin(RecordType<E> type, UUID record, UUID comment, boolean pinned) {
        demand(type, record);
        jdbc.sql("update record_comment set pinned = ? where id = ? and record_type = ? and record_id = ?")
                .params(pinned, comment, type.key(), record)
                .update();
    }

    private void tellMentioned(RecordType<?> type, UUID record, UUID comment, Set<UUID> mentioned) {
        if (!mentioned.isEmpty()) {
            events.publishEvent(new Mentioned(type.key(), record, comment, mentioned));
        }
    }

    private List<Comment> read(String where, Object... parameters) {
        return jdbc.sql(SELECT + "where c.record_type = ? and c.record_id = ?" + where)
                .params(parameters)
                .query(Comments::comment)
                .list();
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        return new Comment(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getBoolean(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant(),
                row.getString(7) == null
                        ? null
                        : new Quote(row.getObject(7, UUID.class), row.getObject(8, UUID.class), row.getString(9)));
    }

    private <E extends BaseRecord> void demand(RecordType<E> type, UUID record) {
        E found = records.get(type, record);
        Actor actor = CurrentActor.get();
        if (!records.may(type, found, Operation.COMMENT) || !access.may(type.key(), Operation.COMMENT)) {
            throw new Forbidden(Operation.COMMENT, type.key() + " by " + actor.email());
        }
    }

    private static String clean(String body) {
        String text = body.strip().replace("\u0000", "");
        if (text.isEmpty()) {
            throw new InvalidRecord(List.of(Problem.of("", "error.required")));
        }
        if (text.length() > LONGEST) {
            throw new InvalidRecord(List.of(Problem.of("", "error.too-long", Integer.toString(LONGEST))));
        }
        return text;
    }
}
