package com.innodus.kernel.automation;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.clients.RandomSecrets;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of the current tenant. Only its administrators make and change them; each acts with the present rights of who
 * changed it last, so it can never do more than somebody answers for.
 */
@Service
@Transactional
public class Rules {
    /** The job that sets off rules whose time has come. */
    static final String JOB = "automation";

    private static final int SECRET_BYTES = 32;
    private static final String ALL = "";
    private static final String SELECT = """
            select r.id, r.version, r.enabled, r.owner_id, v.definition
            from automation_rule r join automation_rule_version v on v.rule_id = r.id and v.version = r.version
            """;

    private final JdbcClient jdbc;
    private final RuleCheck check;
    private final TenantJobs jobs;
    private final JsonMapper json;
    private final Clock clock;
    private final TenantCache<String, List<Rule>> enabled = new TenantCache<>();

    Rules(JdbcClient jdbc, RuleCheck check, TenantJobs jobs, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.check = check;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /** All rules, by the time of their last change, newest first. */
    @Transactional(readOnly = true)
    public List<Rule> all() {
        requireAdministrator();
        return jdbc.sql(SELECT + "order by r.changed_at desc, r.id")
                .query(this::map)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Rule> find(UUID id) {
        return jdbc.sql(SELECT + "where r.id = ?").param(id).query(this::map).optional();
    }

    /** The rules of a type that are switched on; from memory. */
    @Transactional(readOnly = true)
    public List<Rule> enabledFor(String recordType) {
        return enabled
                .get(
                        ALL,
                        key -> jdbc.sql(SELECT + "where r.enabled order by r.created_at, r.id")
                                .query(this::map)
                                .list())
                .stream()
                .filter(rule -> rule.definition().recordType().equals(recordType))
                .toList();
    }

    /** What a rule said in one of its versions. */
    @Transactional(readOnly = true)
    public Optional<Definition> definition(UUID rule, int version) {
        return jdbc.sql("select definition from automation_rule_version where rule_id = ? and version = ?")
                .params(rule, version)
                .query((row, number) -> json.readValue(row.getString(1), Definition.class))
                .optional();
    }

    /**
     * Makes a rule, which is off until somebody switches it on.
     *
     * @throws InvalidRecord with problems by the parts of the definition
     */
    public UUID create(Definition definition) {
        requireAdministrator();
        require(check.problems(definition));
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into automation_rule (id, record_type, version, enabled, owner_id, created_at, changed_at)
                        values (?, ?, 1, false, ?, ?, ?)
                        """)
                .params(id, definition.recordType(), CurrentActor.get().id(), now, now)
                .update();
        keep(id, 1, definition);
        return id;
    }

    /**
     * Changes what a rule says. It acts with the rights of who changes it from now on.
     *
     * @throws InvalidRecord with problems by the parts of the definition, or of {@code version} when a colleague was faster
     */
    public void change(UUID id, int version, Definition definition) {
        requireAdministrator();
        require(check.problems(definition));
        int changed = jdbc.sql("""
                        update automation_rule
                        set version = version + 1, record_type = ?, owner_id = ?, changed_at = ?, next_due = null
                        where id = ? and version = ?
                        """)
                .params(definition.recordType(), CurrentActor.get().id(), Timestamp.from(clock.instant()), id, version)
                .update();
        if (changed == 0) {
            throw new InvalidRecord(List.of(Problem.of("version", "automation.overtaken")));
        }
        keep(id, version + 1, definition);
        find(id).filter(Rule::enabled).ifPresent(this::wait);
    }

    private void keep(UUID id, int version, Definition definition) {
        jdbc.sql("""
                        insert into automation_rule_version (rule_id, version, definition, changed_by, at)
                        values (?, ?, ?::jsonb, ?, ?)
                        """)
                .params(
                        id,
                        version,
                        json.writeValueAsString(definition),
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        enabled.clear();
    }

    /** Switches a rule on or off. Off, it isn't set off, and what was set off before isn't done. */
    public void switchOn(UUID id, boolean on) {
        requireAdministrator();
        jdbc.sql("update automation_rule set enabled = ?, next_due = null where id = ?")
                .params(on, id)
                .update();
        enabled.clear();
        if (on) {
            find(id).ifPresent(this::wait);
        }
    }

    public void delete(UUID id) {
        requireAdministrator();
        jdbc.sql("delete from automation_rule where id = ?").param(id).update();
        enabled.clear();
    }

    /** A new secret for the address of a rule that others call; whoever has the old one is locked out. */
    public String renewSecret(UUID id) {
        requireAdministrator();
        String secret = RandomSecrets.make(SECRET_BYTES);
        jdbc.sql("update automation_rule set secret_hash = ? where id = ?")
                .params(RandomSecrets.hash(secret), id)
                .update();
        return secret;
    }

    /** The rule that is called by this secret, if it is on. */
    @Transactional(readOnly = true)
    Optional<Rule> bySecret(String secret) {
        return jdbc.sql(SELECT + "where r.secret_hash = ? and r.enabled")
                .param(RandomSecrets.hash(secret))
                .query(this::map)
                .optional()
                .filter(rule -> rule.definition().trigger() instanceof Trigger.Called);
    }

    /** Rules whose time has come, locked against other nodes until their next time is noted. */
    List<Rule> lockDue() {
        return jdbc.sql(SELECT + "where r.enabled and r.next_due <= ? order by r.next_due for update of r skip locked")
                .param(Timestamp.from(clock.instant()))
                .query(this::map)
                .list();
    }

    Instant dueAt(UUID id) {
        return jdbc.sql("select next_due from automation_rule where id = ?")
                .param(id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Notes when a rule's time comes next. */
    void wait(Rule rule) {
        if (!rule.definition().isTimed()) {
            return;
        }
        Instant next = Times.next(rule.definition().trigger(), clock.instant());
        jdbc.sql("update automation_rule set next_due = ? where id = ?")
                .params(Timestamp.from(next), rule.id())
                .update();
        jobs.wakeAt(JOB, next);
    }

    private Rule map(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getBoolean("enabled"),
                row.getObject("owner_id", UUID.class),
                json.readValue(row.getString("definition"), Definition.class));
    }

    private static void require(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    static void requireAdministrator() {
        String role = CurrentActor.get().role();
        if (!Roles.isAdministrator(role) || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "automation");
        }
    }
}
