package com.innodus.kernel.calculators;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.formula.Expression.Now;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The current tenant's calculators: everybody calculates, administrators make them. */
@Service
@Transactional
public class Calculators {
    public static final int MOST = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RecordTypes types;
    private final FieldRights rights;
    private final Records records;
    private final Formulas formulas;
    private final AuditTrail audit;
    private final Clock clock;

    Calculators(
            JdbcClient jdbc,
            JsonMapper json,
            RecordTypes types,
            FieldRights rights,
            Records records,
            Formulas formulas,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.types = types;
        this.rights = rights;
        this.records = records;
        this.formulas = formulas;
        this.audit = audit;
        this.clock = clock;
    }

    /** The parts that are kept as one. */
    private record Lines(List<Input> inputs, List<Output> outputs) {}

    /** All, by name. */
    @Transactional(readOnly = true)
    public List<Calculator> all() {
        return read("order by lower(name), id limit " + MOST);
    }

    @Transactional(readOnly = true)
    public Optional<Calculator> find(UUID id) {
        return read("where id = ?", id).stream().findFirst();
    }

    private List<Calculator> read(String which, Object... parameters) {
        return jdbc.sql("select id, name, help, record_type, lines::text from calculator " + which)
                .params(parameters)
                .query((row, number) -> {
                    Lines lines = json.readValue(row.getString(5), Lines.class);
                    return new Calculator(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            lines.inputs(),
                            lines.outputs());
                })
                .list();
    }

    // making

    /**
     * Makes a calculator, or changes the one with its id.
     *
     * @throws InvalidRecord with what is wrong, see {@link Sheet#problems()}
     */
    public void save(Calculator calculator) {
        demandAdministrator();
        List<Problem> problems = problems(calculator);
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        boolean isNew = find(calculator.id()).isEmpty();
        if (isNew && all().size() >= MOST) {
            throw new InvalidRecord(List.of(Problem.of("", "calculators.error.too-many", Integer.toString(MOST))));
        }
        jdbc.sql("""
                        insert into calculator (id, name, help, record_type, lines) values (?, ?, ?, ?, ?::jsonb)
                        on conflict (id) do update set name = excluded.name, help = excluded.help,
                            record_type = excluded.record_type, lines = excluded.lines
                        """)
                .params(
                        calculator.id(),
                        calculator.name(),
                        calculator.help(),
                        calculator.type(),
                        json.writeValueAsString(new Lines(calculator.inputs(), calculator.outputs())))
                .update();
        audit.note(isNew ? "calculator.made" : "calculator.changed", calculator.name());
    }

    public void delete(UUID id) {
        demandAdministrator();
        find(id).ifPresent(calculator -> {
            jdbc.sql("delete from calculator where id = ?").param(id).update();
            audit.note("calculator.deleted", calculator.name());
        });
    }

    private List<Problem> problems(Calculator calculator) {
        Sheet sheet = Sheet.of(calculator.inputs(), calculator.outputs());
        List<Problem> problems = new ArrayList<>(sheet.problems());
        if (calculator.name().isBlank()) {
            problems.add(Problem.of("name", "error.required"));
        }
        if (calculator.outputs().isEmpty()) {
            problems.add(Problem.of("", "calculators.error.no-outputs"));
        }
        if (calculator.inputs().size() + calculator.outputs().size() > Calculator.MOST_LINES) {
            problems.add(Problem.of("", "calculators.error.too-long", Integer.toString(Calculator.MOST_LINES)));
        }
        if (!calculator.type().isEmpty()) {
            types.byKey(calculator.type())
                    .ifPresentOrElse(
                            type -> problems.addAll(fieldProblems(calculator, rights.seen(type), sheet)),
                            () -> problems.add(Problem.of("type", "error.invalid")));
        }
        return problems;
    }

    private static List<Problem> fieldProblems(Calculator calculator, RecordType<?> type, Sheet sheet) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < calculator.inputs().size(); i++) {
            Input input = calculator.inputs().get(i);
            if (!input.field().isEmpty() && !sources(type, input.kind()).contains(input.field())) {
                problems.add(Problem.of("input." + i + ".field", "calculators.error.field"));
            }
        }
        for (int i = 0; i < calculator.outputs().size(); i++) {
            Output output = calculator.outputs().get(i);
            boolean isKept = output.field().isEmpty()
                    || sheet.kind(output.key())
                            .filter(kind -> targets(type, kind).contains(output.field()))
                            .isPresent();
            if (!isKept) {
                problems.add(Problem.of("output." + i + ".field", "calculators.error.field"));
            }
        }
        return problems;
    }

    /** Fields of a type from which an input of this kind can be taken. */
    public static List<String> sources(RecordType<?> type, Kind kind) {
        return type.fields().stream()
                .filter(field -> field.linkTarget() == null
                        && Formulas.kind(field.type()).filter(kind::equals).isPresent())
                .map(Field::key)
                .toList();
    }

    /** Fields of a type to which an output of this kind can be written. */
    public static List<String> targets(RecordType<?> type, Kind kind) {
        return type.fields().stream()
                .filter(field -> field.isWritable() && keeps(field.type(), kind))
                .map(Field::key)
                .toList();
    }

    private static boolean keeps(FieldType type, Kind kind) {
        return Formulas.keeps(type, kind) || kind == Kind.NUMBER && type instanceof FieldType.Price;
    }

    private static void demandAdministrator() {
        Actor actor = CurrentActor.get();
        if (!Roles.isAdministrator(actor.role()) || actor.isViewed()) {
            throw new Forbidden(Operation.EDIT, "calculators");
        }
    }

    // calculating

    /** What comes out, by the keys of the outputs. */
    public Map<String, @Nullable Object> compute(Sheet sheet, Map<String, @Nullable Object> inputs) {
        return sheet.compute(
                inputs, new Now(LocalDate.now(clock.withZone(WorkingCalendar.ZONE)), WorkingCalendar.ZONE));
    }

    /**
     * A record that somebody calculates about, as they saw it.
     *
     * @param inputs what its fields fill in, by the keys of inputs; of fields that the acting user may read
     * @param writable keys of outputs that the acting user may write to it
     * @param before what stands in the fields of these outputs, by field
     */
    public record Opened(
            String type,
            UUID record,
            int version,
            Map<String, Object> inputs,
            List<String> writable,
            Map<String, @Nullable Object> before) {}

    /** The record, for a calculator about its type; empty for other calculators and where the acting user can't see it. */
    @Transactional(readOnly = true)
    public Optional<Opened> open(Calculator calculator, String type, UUID record) {
        return calculator.type().equals(type)
                ? types.byKey(type).flatMap(found -> open(calculator, rights.seen(found), record))
                : Optional.empty();
    }

    private <E extends BaseRecord> Optional<Opened> open(Calculator calculator, RecordType<E> type, UUID id) {
        return records.find(type, id).map(record -> {
            Map<String, Object> inputs = new HashMap<>();
            for (Input input : calculator.inputs()) {
                if (sources(type, input.kind()).contains(input.field())) {
                    Object value = formulas.given(type.require(input.field()), record);
                    if (value != null) {
                        inputs.put(input.key(), value);
                    }
                }
            }
            Map<String, @Nullable Object> before = new HashMap<>();
            List<String> writable = new ArrayList<>();
            if (records.may(type, record, Operation.EDIT)) {
                Sheet sheet = Sheet.of(calculator.inputs(), calculator.outputs());
                for (Output output : calculator.outputs()) {
                    boolean isKept = sheet.kind(output.key())
                            .filter(kind -> targets(type, kind).contains(output.field()))
                            .isPresent();
                    if (isKept) {
                        writable.add(output.key());
                        before.put(output.field(), type.require(output.field()).get(record));
                    }
                }
            }
            return new Opened(type.key(), id, record.getVersion(), inputs, writable, before);
        });
    }

    /**
     * Computes anew and writes an output to its field.
     *
     * @return the record as it is then
     * @throws InvalidRecord when the gate refuses the value, or there is none
     * @throws RecordConflict when a colleague changed the field since the record was opened
     */
    public Opened write(Calculator calculator, Opened opened, String key, Map<String, @Nullable Object> inputs) {
        Output output = calculator.outputs().stream()
                .filter(each -> each.key().equals(key) && opened.writable().contains(key))
                .findFirst()
                .orElseThrow(() -> new Forbidden(Operation.EDIT, "field of " + opened.type()));
        Object value = compute(Sheet.of(calculator.inputs(), calculator.outputs()), inputs)
                .get(key);
        if (value == null) {
            throw new InvalidRecord(List.of(Problem.of(output.field(), "calculators.error.nothing")));
        }
        write(types.require(opened.type()), opened, output.field(), value);
        return open(calculator, opened.type(), opened.record()).orElse(opened);
    }

    private <E extends BaseRecord> void write(RecordType<E> declared, Opened opened, String field, Object value) {
        RecordType<E> type = rights.seen(declared);
        Object before = opened.before().get(field);
        Object kept = type.require(field).type() instanceof FieldType.Price && value instanceof BigDecimal amount
                ? new Money(amount, before instanceof Money money ? money.currency() : Money.EURO)
                : Formulas.kept(type.require(field).type(), value);
        records.change(type, opened.record(), opened.version(), mapOf(field, kept), mapOf(field, before));
    }

    private static Map<String, @Nullable Object> mapOf(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(key, value);
        return map;
    }
}
