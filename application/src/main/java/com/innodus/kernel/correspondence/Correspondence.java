package com.innodus.kernel.correspondence;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.mail.Delivery;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails to the addresses of a record, in the tenant's brand. Whoever may edit the record may write them, whoever may read
 * it may read them; answers go to who wrote.
 */
@Service
@Transactional
public class Correspondence {
    /** Mails go along with a record that becomes part of another. */
    @Bean
    static Pointer mailsOfRecords() {
        return new Pointer.Belonging("record_mail");
    }

    /** Letters of a subject; mail programs show far fewer. */
    public static final int LONGEST_SUBJECT = 200;

    /** Letters of a text. */
    public static final int LONGEST_TEXT = 20_000;

    private static final String SELECT = """
            select m.id, m.recipient, m.subject, m.body, m.sent_by, m.created_at,
                   case when o.id is null or o.sent_at is not null then 'SENT'
                        when o.attempts >= %d then 'FAILED' else 'WAITING' end
            from record_mail m left join mail_outbox o on o.id = m.id
            where m.record_type = ? and m.record_id = ?
            """.formatted(Delivery.MOST_ATTEMPTS);

    private final JdbcClient jdbc;
    private final Records records;
    private final Outbox outbox;
    private final BrandedMail branded;
    private final Clock clock;

    Correspondence(JdbcClient jdbc, Records records, Outbox outbox, BrandedMail branded, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.outbox = outbox;
        this.branded = branded;
        this.clock = clock;
    }

    /** How far a mail came. */
    public enum State {
        WAITING,
        SENT,
        FAILED
    }

    public record Letter(
            UUID id, String recipient, String subject, String body, UUID author, Instant createdAt, State state) {}

    /** Addresses that mails about the record can go to. */
    public static <E extends BaseRecord> List<String> addresses(RecordType<E> type, E record) {
        return type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Emails)
                .map(field -> field.get(record))
                .filter(List.class::isInstance)
                .flatMap(points -> ((List<?>) points).stream())
                .map(point -> ((ContactPoint) point).value())
                .distinct()
                .toList();
    }

    /**
     * Writes to one of the record's addresses.
     *
     * @throws InvalidRecord with problems of {@code recipient}, {@code subject} and {@code body}
     */
    public <E extends BaseRecord> UUID send(
            RecordType<E> type, UUID record, String recipient, String subject, String body) {
        E found = records.get(type, record);
        if (!records.may(type, found, Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        String text = body.strip().replace("\u0000", "");
        check(addresses(type, found), recipient, subject, text);
        Actor actor = CurrentActor.get();
        UUID id = outbox.send(recipient, actor.email(), subject.strip(), text, branded.html(actor.locale(), text));
        jdbc.sql("""
                        insert into record_mail (id, record_type, record_id, recipient, subject, body, sent_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        type.key(),
                        record,
                        recipient,
                        subject.strip(),
                        text,
                        actor.id(),
                        Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    private static void check(List<String> addresses, String recipient, String subject, String text) {
        List<Problem> problems = new ArrayList<>();
        if (!addresses.contains(recipient)) {
            problems.add(Problem.of("recipient", "mail.not-its-address"));
        }
        if (subject.isBlank()) {
            problems.add(Problem.of("subject", "error.required"));
        } else if (subject.length() > LONGEST_SUBJECT) {
            problems.add(Problem.of("subject", "error.too-long", Integer.toString(LONGEST_SUBJECT)));
        } else if (subject.codePoints().anyMatch(Character::isISOControl)) {
            // a line break would begin another header (RFC 5322 2.2)
            problems.add(Problem.of("subject", "mail.subject.one-line"));
        }
        if (text.isEmpty()) {
            problems.add(Problem.of("body", "error.required"));
        } else if (text.length() > LONGEST_TEXT) {
            problems.add(Problem.of("body", "error.too-long", Integer.toString(LONGEST_TEXT)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    /** Newest first, older than {@code before}. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Letter> of(
            RecordType<E> type, UUID record, @Nullable Position before, int limit) {
        records.get(type, record);
        String order = " order by m.created_at desc, m.id desc limit " + limit;
        return before == null
                ? read(order, type.key(), record)
                : read(
                        " and (m.created_at, m.id) < (?, ?)" + order,
                        type.key(),
                        record,
                        Timestamp.from(before.at()),
                        before.id());
    }

    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<Letter> find(RecordType<E> type, UUID record, UUID letter) {
        records.get(type, record);
        return read(" and m.id = ?", type.key(), record, letter).stream().findFirst();
    }

    private List<Letter> read(String where, Object... parameters) {
        return jdbc.sql(SELECT + where)
                .params(parameters)
                .query(Correspondence::map)
                .list();
    }

    private static Letter map(ResultSet row, int number) throws SQLException {
        return new Letter(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getTimestamp(6).toInstant(),
                State.valueOf(row.getString(7)));
    }
}
