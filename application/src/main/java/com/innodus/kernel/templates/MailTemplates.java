package com.innodus.kernel.templates;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.Templates.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The mail templates of the current tenant: administrators word them, everybody writes with them. */
@Service
@Transactional
public class MailTemplates {
    /** Letters of a name. */
    public static final int LONGEST_NAME = 120;

    /** Letters of a subject; mail programs show far fewer. */
    public static final int LONGEST_SUBJECT = 200;

    /** Letters of a text. */
    public static final int LONGEST_BODY = 10_000;

    private static final String SELECT = "select id, name, record_type, version, wordings::text from mail_template ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Templates templates;
    private final Records records;
    private final RecordTypes types;
    private final List<TemplateUse> uses;
    private final Outbox outbox;
    private final BrandedMail branded;
    private final AuditTrail audit;
    private final Clock clock;

    MailTemplates(
            JdbcClient jdbc,
            JsonMapper json,
            Templates templates,
            Records records,
            RecordTypes types,
            List<TemplateUse> uses,
            Outbox outbox,
            BrandedMail branded,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.templates = templates;
        this.records = records;
        this.types = types;
        this.uses = uses;
        this.outbox = outbox;
        this.branded = branded;
        this.audit = audit;
        this.clock = clock;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<MailTemplate> all() {
        return jdbc.sql(SELECT + "order by lower(name), id").query(this::map).list();
    }

    /** Those that can be written to records of a type, by name. */
    @Transactional(readOnly = true)
    public List<MailTemplate> fitting(String recordType) {
        return jdbc.sql(SELECT + "where record_type is null or record_type = ? order by lower(name), id")
                .param(recordType)
                .query(this::map)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<MailTemplate> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::map).optional();
    }

    /** What a template says of a record, as the acting user reads it. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Wording fill(Wording wording, RecordType<E> type, UUID record, Locale locale) {
        E found = records.get(type, record);
        return new Wording(
                line(templates.fill(wording.subject(), type, found, locale)),
                templates.fill(wording.body(), type, found, locale));
    }

    /** A value of a record may hold a line break, which would begin another header (RFC 5322 2.2). */
    private static String line(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_SUBJECT));
    }

    /** What is wrong with a wording, of {@code subject} and {@code body}. */
    public List<Problem> problems(@Nullable String recordType, Wording wording) {
        RecordType<?> type = recordType == null ? null : types.byKey(recordType).orElse(null);
        List<Problem> problems = new ArrayList<>();
        check(problems, "subject", type, wording.subject(), LONGEST_SUBJECT);
        if (wording.subject().chars().anyMatch(Character::isISOControl)) {
            problems.add(Problem.of("subject", "mail.subject.one-line"));
        }
        check(problems, "body", type, wording.body(), LONGEST_BODY);
        return problems;
    }

    private static void check(
            List<Problem> problems, String place, @Nullable RecordType<?> type, String text, int longest) {
        if (text.isBlank()) {
            problems.add(Problem.of(place, "error.required"));
        } else if (text.length() > longest) {
            problems.add(Problem.of(place, "error.too-long", Integer.toString(longest)));
        }
        Fault fault = Templates.fault(type, text);
        if (fault instanceof Fault.Unreadable) {
            problems.add(Problem.of(place, "automation.template.unreadable"));
        } else if (fault instanceof Fault.Unknown(var names)) {
            problems.add(Problem.of(place, "automation.template.unknown", String.join(", ", names)));
        }
    }

    /**
     * Makes a template.
     *
     * @param wordings by language; blank ones are left out
     * @throws InvalidRecord with problems of {@code name}, {@code recordType}, {@code wordings} and, say, {@code es.subject}
     */
    public UUID create(String name, @Nullable String recordType, Map<String, Wording> wordings) {
        requireAdministrator();
        UUID id = UUID.randomUUID();
        Map<String, Wording> kept = checked(name, recordType, wordings);
        store(() -> jdbc.sql("""
                        insert into mail_template (id, name, record_type, version, wordings, changed_at, changed_by)
                        values (?, ?, ?, 1, ?::jsonb, ?, ?)
                        """)
                .param(id)
                .param(name.strip())
                .param(recordType)
                .param(json.writeValueAsString(kept))
                .param(Timestamp.from(clock.instant()))
                .param(CurrentActor.get().id())
                .update());
        audit.note("template.made", name.strip());
        return id;
    }

    /**
     * Words a template anew.
     *
     * @throws InvalidRecord as {@link #create}, and of {@code version} when a colleague was faster
     */
    public void change(UUID id, int version, String name, @Nullable String recordType, Map<String, Wording> wordings) {
        requireAdministrator();
        Map<String, Wording> kept = checked(name, recordType, wordings);
        store(() -> {
            int changed = jdbc.sql("""
                            update mail_template
                            set name = ?, record_type = ?, version = version + 1, wordings = ?::jsonb, changed_at = ?,
                                changed_by = ?
                            where id = ? and version = ?
                            """)
                    .param(name.strip())
                    .param(recordType)
                    .param(json.writeValueAsString(kept))
                    .param(Timestamp.from(clock.instant()))
                    .param(CurrentActor.get().id())
                    .param(id)
                    .param(version)
                    .update();
            if (changed == 0) {
                throw new InvalidRecord(List.of(Problem.of("version", "template.overtaken")));
            }
        });
        audit.note("template.changed", name.strip());
    }

    private static void store(Runnable statement) {
        try {
            statement.run();
        } catch (DuplicateKeyException e) {
            throw new InvalidRecord(List.of(Problem.of("name", "template.name.taken")));
        }
    }

    private Map<String, Wording> checked(String name, @Nullable String recordType, Map<String, Wording> wordings) {
        List<Problem> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add(Problem.of("name", "error.required"));
        } else if (name.length() > LONGEST_NAME) {
            problems.add(Problem.of("name", "error.too-long", Integer.toString(LONGEST_NAME)));
        }
        if (recordType != null && types.byKey(recordType).isEmpty()) {
            problems.add(Problem.of("recordType", "error.required"));
        }
        Map<String, Wording> kept = new LinkedHashMap<>();
        for (Locale language : Texts.LANGUAGES) {
            Wording wording = wordings.getOrDefault(language.getLanguage(), Wording.NONE);
            if (!wording.isBlank()) {
                String key = language.getLanguage();
                kept.put(
                        key,
                        new Wording(wording.subject().strip(), wording.body().replace("\0", "")));
                problems(recordType, wording)
                        .forEach(problem -> problems.add(
                                new Problem(key + "." + problem.field(), problem.message(), problem.arguments())));
            }
        }
        if (kept.isEmpty()) {
            problems.add(Problem.of("wordings", "template.empty"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        return kept;
    }

    /**
     * Deletes a template.
     *
     * @throws InvalidRecord while something writes with it
     */
    public void delete(UUID id) {
        requireAdministrator();
        List<String> users =
                uses.stream().flatMap(use -> use.of(id).stream()).distinct().toList();
        if (!users.isEmpty()) {
            throw new InvalidRecord(List.of(Problem.of("", "template.used", String.join(", ", users))));
        }
        jdbc.sql("delete from mail_template where id = ? returning name")
                .param(id)
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.note("template.deleted", name));
    }

    /** Sends what a wording says to who acts, as receivers would get it. */
    public void sendToMe(Wording filled, Locale locale) {
        Actor me = CurrentActor.get();
        if (me.isViewed()) {
            return;
        }
        String text = filled.body().replace("\0", "");
        outbox.send(me.email(), line(filled.subject()), text, branded.html(locale, text));
    }

    private static void requireAdministrator() {
        Actor actor = CurrentActor.get();
        if (actor.isViewed() || !actor.isSystem() && !Roles.isAdministrator(actor.role())) {
            throw new Forbidden(Operation.EDIT, "mail templates");
        }
    }

    private MailTemplate map(ResultSet row, int number) throws SQLException {
        return new MailTemplate(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                json.readValue(row.getString(5), new TypeReference<Map<String, Wording>>() {}));
    }
}
