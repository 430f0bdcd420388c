package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which records are numbered, how their numbers look, and which one is next. */
@Service
@Transactional
public class Numberings {
    private static final long HIGHEST = 999_999_999;

    private final JdbcClient jdbc;
    private final CustomFields fields;
    private final RecordTypes types;
    private final AuditTrail audit;
    private final Clock clock;

    Numberings(JdbcClient jdbc, CustomFields fields, RecordTypes types, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.types = types;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How records of a type are numbered.
     *
     * @param next the number that comes next
     */
    public record Series(RecordType<?> type, FieldDefinition field, String pattern, long next) {
        /** The next number as it would be written on a day. */
        public String written(LocalDate day) {
            return Numbering.write(pattern, next, day);
        }
    }

    /** The day that numbers given now have in them. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Predicates.ZONE);
    }

    /** All numberings, by type. */
    @Transactional(readOnly = true)
    public List<Series> all() {
        demand();
        List<Series> all = new ArrayList<>();
        for (RecordType<?> type : fields.extensible()) {
            for (FieldDefinition field : fields.of(type)) {
                if (!field.archived() && field.type() instanceof FieldType.Autonumber(String pattern)) {
                    all.add(new Series(type, field, pattern, last(field, pattern) + 1));
                }
            }
        }
        return all;
    }

    private long last(FieldDefinition field, String pattern) {
        return jdbc.sql("select coalesce(max(last), 0) from field_number where record_type = ? and key = ?")
                .params(field.recordType(), Numbering.counter(field.key(), pattern, today()))
                .query(Long.class)
                .single();
    }

    /**
     * Has numbers look otherwise from now on, or go on from another one.
     *
     * @throws InvalidRecord when the pattern is none, or records have numbers from that one on
     */
    public void change(Series series, String pattern, long next) {
        demand();
        if (!Numbering.isPattern(pattern)) {
            throw new InvalidRecord(List.of(Problem.of("pattern", "error.invalid")));
        }
        if (next < 1 || next > HIGHEST) {
            throw new InvalidRecord(List.of(Problem.of("next", "numbering.range", "1", Long.toString(HIGHEST))));
        }
        FieldDefinition field = series.field();
        // who makes a record meanwhile waits for the counter, and is given the number after this change
        long given = Math.max(hold(field, pattern), highest(series, pattern));
        if (next <= given) {
            throw new InvalidRecord(List.of(Problem.of("next", "numbering.given", Long.toString(given))));
        }
        jdbc.sql("update field_number set last = ? where record_type = ? and key = ?")
                .params(next - 1, field.recordType(), Numbering.counter(field.key(), pattern, today()))
                .update();
        jdbc.sql("update field_definition set detail = ? where id = ?")
                .params(pattern, field.id())
                .update();
        types.forget();
        audit.note(
                "field.changed",
                series.type().subject() + "|" + field.label(),
                new Change("#fields.prefix", series.pattern(), pattern),
                new Change("#numbering.next", Long.toString(series.next()), Long.toString(next)));
    }

    private long hold(FieldDefinition field, String pattern) {
        return jdbc.sql("""
                        insert into field_number (record_type, key, last) values (?, ?, 0)
                        on conflict (record_type, key) do update set last = field_number.last returning last
                        """)
                .params(field.recordType(), Numbering.counter(field.key(), pattern, today()))
                .query(Long.class)
                .single();
    }

    /** The highest number that records have which looks as the pattern says, from before it was changed or from an import. */
    private long highest(Series series, String pattern) {
        return jdbc.sql("select coalesce(max(substring(r.extra ->> ? from ?)::bigint), 0) from "
                        + series.type().rows() + " r where r.extra ->> ? ~ ?")
                .params(
                        series.field().key(),
                        Numbering.expression(pattern, today()),
                        series.field().key(),
                        Numbering.expression(pattern, today()))
                .query(Long.class)
                .single();
    }

    /** The types whose records have no number yet. */
    @Transactional(readOnly = true)
    public List<RecordType<?>> unnumbered() {
        List<String> numbered =
                all().stream().map(series -> series.type().key()).distinct().toList();
        return fields.extensible().stream()
                .filter(type -> !numbered.contains(type.key()))
                .toList();
    }

    /**
     * Numbers the records of a type from now on; the number is found by search and stands in the list.
     *
     * @throws InvalidRecord when the pattern is none
     */
    public void start(RecordType<?> type, String label, String pattern) {
        demand();
        if (!Numbering.isPattern(pattern)) {
            throw new InvalidRecord(List.of(Problem.of("pattern", "error.invalid")));
        }
        FieldDefinition blank = FieldDefinition.blank(type.key(), new FieldType.Autonumber(pattern), label);
        fields.add(blank.shown(), List.of());
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "numbering");
        }
    }
}
