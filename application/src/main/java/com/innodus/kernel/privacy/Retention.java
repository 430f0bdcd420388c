package com.innodus.kernel.privacy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.LegalHolds;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * For how long records are kept with which nothing happens any more (GDPR art. 5.1 e): after so many months without a
 * change, a comment, a mail or a change of what links to them, they are made unknown or go to the recycle bin. What must
 * be kept by law, and what a rule excepts, stays.
 */
@Service
public class Retention {
    /** What was done to a record stays noted with the one that it becomes part of. */
    @Bean
    static Pointer actsOnMerged() {
        return new Pointer.Belonging("retention_act");
    }

    /** Who is merged with somebody that must be kept must be kept. */
    @Bean
    static Pointer holdsOfMerged() {
        return new Pointer.Belonging("legal_hold", "id", "record_type");
    }

    public static final int LONGEST = 600;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** Records that are looked at together; more of them are never in memory. */
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final Erasure erasure;
    private final LegalHolds holds;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    Retention(
            JdbcClient jdbc,
            Records records,
            RecordTypes types,
            Erasure erasure,
            LegalHolds holds,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.erasure = erasure;
        this.holds = holds;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What happens at the end. */
    public enum Deed {
        ANONYMISE,
        DELETE
    }

    /**
     * How long the records of a type are kept.
     *
     * @param automatic whether it is done every night, instead of being proposed
     * @param exceptions text form of a filter: what it finds stays; "" for nothing
     */
    public record Rule(String type, int months, Deed deed, boolean automatic, String exceptions) {}

    /** @param done how many the rule has done away with so far */
    public record State(Rule rule, @Nullable Instant lastRun, long done) {}

    /** What a rule reaches now, as far as it is told. @param more whether there are further ones */
    public record Reach(List<UUID> records, boolean more) {}

    /** Whether records of a type can be made unknown. */
    public static boolean isAboutPeople(RecordType<?> type) {
        return type.fields().stream().anyMatch(Field::isPersonalData);
    }

    @Transactional(readOnly = true)
    public List<State> all() {
        demand();
        return states();
    }

    private List<State> states() {
        return jdbc.sql("""
                        select record_type, months, deed, automatic, exceptions, last_run_at,
                            (select count(*) from retention_act a where a.record_type = r.record_type) as done
                        from retention_rule r order by record_type
                        """)
                .query((row, number) -> new State(
                        new Rule(
                                row.getString("record_type"),
                                row.getInt("months"),
                                Deed.valueOf(row.getString("deed")),
                                row.getBoolean("automatic"),
                                row.getString("exceptions")),
                        row.getTimestamp("last_run_at") == null
                                ? null
                                : row.getTimestamp("last_run_at").toInstant(),
                        row.getLong("done")))
                .list();
    }

    /** Makes or changes the rule of a type. */
    @Transactional
    public void save(Rule rule) {
        demand();
        RecordType<?> type = types.require(rule.type());
        if (rule.months() < 1
                || rule.months() > LONGEST
                || rule.deed() == Deed.ANONYMISE && !isAboutPeople(type)
                || !records.fits(type, exceptions(rule))) {
            throw new IllegalArgumentException("No rule: " + rule);
        }
        jdbc.sql("""
                        insert into retention_rule (record_type, months, deed, automatic, exceptions) values (?, ?, ?, ?, ?)
                        on conflict (record_type) do update set months = excluded.months, deed = excluded.deed,
                            automatic = excluded.automatic, exceptions = excluded.exceptions
                        """)
                .params(rule.type(), rule.months(), rule.deed().name(), rule.automatic(), rule.exceptions())
                .update();
        audit.note(
                "privacy.retention",
                type.subject(),
                Change.fact("#audit.months", rule.months()),
                Change.fact("#retention.deed", "#retention.deed." + rule.deed()),
                Change.fact("#retention.automatic", rule.automatic() ? "#value.yes" : "#value.no"));
    }

    @Transactional
    public void remove(String type) {
        demand();
        if (jdbc.sql("delete from retention_rule where record_type = ?")
                        .param(type)
                        .update()
                > 0) {
            audit.note("privacy.retention-removed", types.require(type).subject());
        }
    }

    /** What a rule reaches now; nothing is done. Only records that the acting user may read. */
    @Transactional(readOnly = true)
    public Reach reach(Rule rule, int most) {
        demand();
        return reach(types.require(rule.type()), rule, most);
    }

    private <E extends BaseRecord> Reach reach(RecordType<E> type, Rule rule, int most) {
        LocalDate before = LocalDate.ofInstant(clock.instant(), ZONE).minusMonths(rule.months());
        Filter idle = Filter.test("changedAt", Filter.Operator.LESS, before.toString());
        Filter except = exceptions(rule);
        Query query = new Query(
                except.isEmpty() ? idle : new Filter.And(List.of(idle, new Filter.Not(except))),
                "",
                List.of(new Query.Sort("changedAt", true)));
        List<UUID> found = new ArrayList<>();
        Records.Edge after = null;
        while (found.size() <= most) {
            List<E> page = records.page(type, query, after, 0, AT_ONCE);
            found.addAll(without(type, page.stream().map(BaseRecord::getId).toList(), before));
            if (page.size() < AT_ONCE) {
                break;
            }
            after = records.edge(type, query, page.getLast());
        }
        return new Reach(found.subList(0, Math.min(most, found.size())), found.size() > most);
    }

    /** Those with which nothing else happened since a day, and that needn't be kept. */
    private Set<UUID> without(RecordType<?> type, List<UUID> ids, LocalDate since) {
        Set<UUID> idle = new LinkedHashSet<>(ids);
        if (idle.isEmpty()) {
            return idle;
        }
        Timestamp from = Timestamp.from(since.atStartOfDay(ZONE).toInstant());
        UUID[] all = ids.toArray(UUID[]::new);
        idle.removeAll(jdbc.sql("""
                        select record_id from record_comment where record_type = ? and record_id = any(?) and created_at >= ?
                        union select record_id from record_mail where record_type = ? and record_id = any(?) and created_at >= ?
                        union select record_id from record_change where record_type = ? and record_id = any(?) and at >= ?
                        union select record_id from retention_act where record_type = ? and record_id = any(?)
                            and deed = 'ANONYMISE'
                        """)
                .params(type.key(), all, from, type.key(), all, from, type.key(), all, from, type.key(), all)
                .query(UUID.class)
                .list());
        idle.removeAll(holds.among(type, ids));
        types.all().forEach(other -> withoutLinked(other, type, idle, since));
        return idle;
    }

    private <O extends BaseRecord> void withoutLinked(
            RecordType<O> other, RecordType<?> type, Set<UUID> idle, LocalDate since) {
        for (Field<O> link : other.linksTo(type.key())) {
            if (idle.isEmpty()) {
                return;
            }
            Query recent = Query.ALL
                    .with(new Filter.Test(
                            link.key(),
                            Filter.Operator.IN,
                            idle.stream().map(UUID::toString).toList()))
                    .with(Filter.test("changedAt", Filter.Operator.AT_LEAST, since.toString()));
            // each page takes away at least one
            List<O> page = records.page(other, recent, null, 0, AT_ONCE);
            for (O record : page) {
                link.linked(record).forEach(idle::remove);
            }
            while (page.size() == AT_ONCE && !idle.isEmpty()) {
                page = records.page(other, recent, records.edge(other, recent, page.getLast()), 0, AT_ONCE);
                page.forEach(record -> link.linked(record).forEach(idle::remove));
            }
        }
    }

    private static Filter exceptions(Rule rule) {
        try {
            return FilterText.read(rule.exceptions());
        } catch (InvalidFilter e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Does now what a rule says, to at most so many records; returns to how many. */
    public int apply(Rule rule, int most) {
        demand();
        return apply(types.require(rule.type()), rule, most);
    }

    private <E extends BaseRecord> int apply(RecordType<E> type, Rule rule, int most) {
        List<UUID> reached = Optional.ofNullable(transactions.execute(status -> reach(type, rule, most)))
                .map(Reach::records)
                .orElse(List.of());
        int done = 0;
        for (UUID id : reached) {
            try {
                done += Boolean.TRUE.equals(transactions.execute(status -> apply(type, rule, id))) ? 1 : 0;
            } catch (RuntimeException e) {
                // one that can't be done away with doesn't keep the others
                LOG.warn("Retention of {} {} failed", type.key(), id, e);
            }
        }
        return done;
    }

    private <E extends BaseRecord> boolean apply(RecordType<E> type, Rule rule, UUID id) {
        switch (rule.deed()) {
            case ANONYMISE -> erasure.erase(type, id);
            case DELETE -> {
                if (records.delete(type, List.of(id), WriteContext.SINGLE) == 0) {
                    return false;
                }
            }
        }
        jdbc.sql(
                        "insert into retention_act (id, record_type, record_id, deed, months, done_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        type.key(),
                        id,
                        rule.deed().name(),
                        rule.months(),
                        Timestamp.from(clock.instant()))
                .update();
        audit.note(
                "privacy.expired",
                type.subject() + "|" + id,
                Change.fact("#audit.months", rule.months()),
                Change.fact("#retention.deed", "#retention.deed." + rule.deed()));
        return true;
    }

    /** Does what the automatic rules say that didn't run since a moment, as the house itself. */
    int run(Instant since, int most) {
        return CurrentActor.as(Actor.SYSTEM, () -> {
            int done = 0;
            List<State> states = Optional.ofNullable(transactions.execute(status -> states()))
                    .orElse(List.of());
            for (State state : states) {
                boolean isDue = state.lastRun() == null || state.lastRun().isBefore(since);
                RecordType<?> type = types.byKey(state.rule().type()).orElse(null);
                if (type != null && state.rule().automatic() && isDue) {
                    int of = apply(type, state.rule(), most);
                    done += of;
                    // what is left is for the next time round, in the same night
                    if (of < most) {
                        transactions.executeWithoutResult(
                                status -> jdbc.sql("update retention_rule set last_run_at = ? where record_type = ?")
                                        .params(
                                                Timestamp.from(clock.instant()),
                                                state.rule().type())
                                        .update());
                    }
                }
            }
            return done;
        });
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "retention");
        }
    }
}
