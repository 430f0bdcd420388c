package com.innodus.kernel.privacy;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people agreed to (GDPR art. 7): for which purpose, to which wording, when and where; and when they took it back.
 * A wording is never changed: a new one is a new version, and consent to the old one stays what it was.
 */
@Service
@Transactional
public class PersonalConsents {
    /** Who is merged with another has agreed to what both did. */
    @Bean
    static Pointer consentsOfMerged() {
        return new Pointer.Belonging("consent");
    }

    public static final int LONGEST_PURPOSE = 80;
    public static final int LONGEST_TEXT = 4_000;
    public static final int LONGEST_SOURCE = 200;

    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final String TEXT = "t.id, t.purpose, t.version, t.body, t.published_at";

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final AuditTrail audit;
    private final Clock clock;

    PersonalConsents(JdbcClient jdbc, Records records, RecordTypes types, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.audit = audit;
        this.clock = clock;
    }

    /** A wording of a purpose. */
    public record Wording(UUID id, String purpose, int version, String body, Instant publishedAt) {}

    /** @param source where it was given, such as a form on paper */
    public record Consent(
            UUID id,
            Wording wording,
            LocalDate givenOn,
            String source,
            @Nullable Instant withdrawnAt) {}

    /** Whether people of this type can consent: it has personal data. */
    public boolean isAboutPeople(RecordType<?> type) {
        return types.require(type.key()).fields().stream().anyMatch(Field::isPersonalData);
    }

    /** The latest wording of each purpose, by purpose. */
    @Transactional(readOnly = true)
    public List<Wording> latest() {
        return jdbc.sql("select distinct on (lower(t.purpose)) " + TEXT
                        + " from consent_text t order by lower(t.purpose), t.version desc")
                .query(PersonalConsents::wording)
                .list();
    }

    /**
     * Publishes a wording; of a purpose that there is already, it is the next version.
     *
     * @throws InvalidRecord with what is wrong
     */
    public Wording publish(String purpose, String body) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "consents");
        }
        String name = purpose.replaceAll("\\p{Cntrl}", " ").strip();
        String text = body.replace("\0", "").strip();
        List<Problem> problems = new ArrayList<>();
        demand("purpose", name, LONGEST_PURPOSE, problems);
        demand("body", text, LONGEST_TEXT, problems);
        refuse(problems);
        Wording wording = jdbc.sql("""
                        insert into consent_text (id, purpose, version, body, published_at)
                        select ?, coalesce(min(purpose), ?), coalesce(max(version), 0) + 1, ?, ?
                        from consent_text where lower(purpose) = lower(?)
                        returning id, purpose, version, body, published_at
                        """)
                .params(UUID.randomUUID(), name, text, Timestamp.from(clock.instant()), name)
                .query(PersonalConsents::wording)
                .single();
        audit.note("consent.worded", wording.purpose(), Change.fact("#audit.version", wording.version()));
        return wording;
    }

    /** What somebody agreed to, latest first. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Consent> of(RecordType<E> type, UUID record) {
        records.get(type, record);
        return jdbc.sql("select c.id as consent_id, c.given_on, c.source, c.withdrawn_at, " + TEXT + """
                         from consent c join consent_text t on t.id = c.text_id
                        where c.record_type = ? and c.record_id = ? order by c.given_on desc, c.created_at desc, c.id
                        """)
                .params(type.key(), record)
                .query((row, number) -> new Consent(
                        row.getObject("consent_id", UUID.class),
                        wording(row, number),
                        row.getObject("given_on", LocalDate.class),
                        row.getString("source"),
                        row.getTimestamp("withdrawn_at") == null
                                ? null
                                : row.getTimestamp("withdrawn_at").toInstant()))
                .list();
    }

    /**
     * Notes that somebody agreed.
     *
     * @throws InvalidRecord with what is wrong
     */
    public <E extends BaseRecord> UUID give(
            RecordType<E> type, UUID record, UUID wording, LocalDate on, String source) {
        demandEdit(type, record);
        List<Problem> problems = new ArrayList<>();
        String where = source.replaceAll("\\p{Cntrl}", " ").strip();
        demand("source", where, LONGEST_SOURCE, problems);
        if (on.isAfter(LocalDate.ofInstant(clock.instant(), ZONE))) {
            problems.add(Problem.of("givenOn", "consents.future"));
        }
        refuse(problems);
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into consent (id, record_type, record_id, text_id, given_on, source, created_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        type.key(),
                        record,
                        wording,
                        on,
                        where,
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Notes that somebody took their consent back; that they had given it stays noted. */
    public <E extends BaseRecord> void withdraw(RecordType<E> type, UUID record, UUID consent) {
        demandEdit(type, record);
        jdbc.sql("""
                        update consent set withdrawn_at = ?
                        where id = ? and record_type = ? and record_id = ? and withdrawn_at is null
                        """)
                .params(Timestamp.from(clock.instant()), consent, type.key(), record)
                .update();
    }

    private <E extends BaseRecord> void demandEdit(RecordType<E> type, UUID record) {
        if (!records.may(type, records.get(type, record), Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
    }

    private static void demand(String field, String text, int longest, List<Problem> problems) {
        if (text.isEmpty()) {
            problems.add(Problem.of(field, "error.required"));
        } else if (text.length() > longest) {
            problems.add(Problem.of(field, "error.too-long", Integer.toString(longest)));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    private static Wording wording(ResultSet row, int number) throws SQLException {
        return new Wording(
                row.getObject("id", UUID.class),
                row.getString("purpose"),
                row.getInt("version"),
                row.getString("body"),
                row.getTimestamp("published_at").toInstant());
    }
}
