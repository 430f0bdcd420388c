package com.innodus.kernel.comments;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Comments on records. Whoever may read the record may read them; each call asks the gate for the record first. */
@Service
@Transactional
public class Comments {
    /** How long an author may correct a comment. */
    public static final Duration EDIT_WINDOW = Duration.ofMinutes(15);

    private static final int LONGEST = 10_000;

    private final JdbcClient jdbc;
    private final Records records;
    private final Access access;
    private final Clock clock;

    Comments(JdbcClient jdbc, Records records, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.access = access;
        this.clock = clock;
    }

    public record Comment(
            UUID id,
            UUID author,
            String body,
            boolean pinned,
            Instant createdAt,
            @Nullable Instant editedAt) {}

    /** Newest first. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Comment> of(RecordType<E> type, UUID record, int limit) {
        records.get(type, record);
        return jdbc.sql("""
                        select id, author_id, body, pinned, created_at, edited_at from record_comment
                        where record_type = ? and record_id = ? order by created_at desc, id limit ?
                        """)
                .params(type.key(), record, limit)
                .query((row, number) -> new Comment(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant()))
                .list();
    }

    public <E extends BaseRecord> UUID add(RecordType<E> type, UUID record, String body) {
        demand(type, record);
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into record_comment (id, record_type, record_id, author_id, body, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(id, type.key(), record, CurrentActor.get().id(), clean(body), Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Corrects one's own comment within the window. */
    public <E extends BaseRecord> void edit(RecordType<E> type, UUID record, UUID comment, String body) {
        demand(type, record);
        Instant now = clock.instant();
        int changed = jdbc.sql("""
                        update record_comment set body = ?, edited_at = ?
                        where id = ? and record_type = ? and record_id = ? and author_id = ? and created_at > ?
                        """)
                .params(
                        clean(body),
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
    }

    public <E extends BaseRecord> void pin(RecordType<E> type, UUID record, UUID comment, boolean pinned) {
        demand(type, record);
        jdbc.sql("update record_comment set pinned = ? where id = ? and record_type = ? and record_id = ?")
                .params(pinned, comment, type.key(), record)
                .update();
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
