package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.Derivation.Aggregate;
import com.innodus.kernel.records.DerivedFields.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Helps an administrator to say how a field follows from others, and checks what they said. */
@Component
@Transactional(readOnly = true)
public class Formulas {
    private final RecordTypes types;
    private final Records records;
    private final Derivations derivations;
    private final FormulaValues values;

    Formulas(RecordTypes types, Records records, Derivations derivations, FormulaValues values) {
        this.values = values;
        this.types = types;
        this.records = records;
        this.derivations = derivations;
    }

    /**
     * What a formula gives.
     *
     * @param offered types of fields that can keep it, the usual one first
     * @param value for the record that it was tried out on
     */
    public record Trial(List<FieldType> offered, @Nullable Object value) {}

    /**
     * Tries a formula out.
     *
     * @param type of the field that is to keep it; null for the usual one
     * @param record one that the acting user may read, if any
     * @throws FormulaProblem when it makes no sense
     */
    public <E extends BaseRecord> Trial tryOut(
            RecordType<E> of, String formula, @Nullable FieldType type, @Nullable UUID record) {
        demand();
        RecordType<E> seen = types.seen(of);
        Expression expression = Expression.parse(formula, types.derived().names(seen));
        List<FieldType> offered = FormulaValues.offered(expression.kind());
        if (offered.isEmpty() || record == null || records.find(seen, record).isEmpty()) {
            return new Trial(offered, null);
        }
        FieldType kept = type != null && FormulaValues.keeps(type, expression.kind()) ? type : offered.getFirst();
        Field<E> field = Field.of(FieldDefinition.blank(seen.key(), kept, "").keyed("trial"));
        return new Trial(offered, derivations.tryOut(seen, record, field, expression));
    }

    /** The names that a formula of the type can speak of, by key. */
    public List<String> names(RecordType<?> of) {
        RecordType<?> seen = types.seen(of);
        List<String> names = new ArrayList<>();
        seen.fields().stream()
                .filter(field -> FormulaValues.kind(field.type()).isPresent())
                .map(Field::key)
                .forEach(names::add);
        for (Field<?> link : seen.fields()) {
            if (link.type() instanceof FieldType.Link(String target)) {
                types.byKey(target).stream()
                        .flatMap(far -> far.fields().stream())
                        .filter(far -> far.linkTarget() == null
                                && FormulaValues.kind(far.type()).isPresent())
                        .map(far -> link.key() + "." + far.key())
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** What a field is in a formula; nothing for one that a formula can't speak of. */
    public static Optional<Kind> kind(FieldType type) {
        return FormulaValues.kind(type);
    }

    /** Whether a field of this type can keep what a formula of this kind gives. */
    public static boolean keeps(FieldType type, Kind kind) {
        return FormulaValues.keeps(type, kind);
    }

    /** What a formula gave, as a field of this type keeps it; nothing for what it can't. */
    public static @Nullable Object kept(FieldType type, @Nullable Object result) {
        return FormulaValues.kept(type, result);
    }

    /** A field's value as a formula is given it; the field is none that links to other records. */
    public <E extends BaseRecord> @Nullable Object given(Field<E> field, E record) {
        return values.given(field.type(), field.get(record));
    }

    /** A way by which other records lead to those of a type. */
    public record Way(String child, String link) {}

    /** All ways that lead to records of the type. */
    public List<Way> ways(RecordType<?> parent) {
        return types.all().stream()
                .flatMap(child -> child.linksTo(parent.key()).stream()
                        .filter(link -> link.type() instanceof FieldType.Link)
                        .map(link -> new Way(child.key(), link.key())))
                .toList();
    }

    /** The fields of a type of which an aggregate makes something. */
    public List<String> measurable(RecordType<?> child, Aggregate aggregate) {
        return types.seen(child).fields().stream()
                .filter(field -> DerivedFields.type(aggregate, field.type()).isPresent())
                .map(Field::key)
                .toList();
    }

    /** Whether the derivation of a field still makes sense. */
    public boolean isSound(FieldDefinition field) {
        return field.derivation() == null || types.derived().isSound(new Key(field.recordType(), field.key()));
    }

    /** What is wrong with how a field is derived. */
    Optional<Problem> problem(FieldDefinition field) {
        try {
            return DerivedFields.demand(types.trying(field), new Key(field.recordType(), field.key()))
                    .map(circle -> Problem.of(
                            "derivation",
                            "fields.derivation.circle",
                            circle.stream().map(key -> label(field, key)).collect(Collectors.joining(" → "))));
        } catch (FormulaProblem wrong) {
            return Optional.of(new Problem("derivation", wrong.message(), wrong.arguments()));
        } catch (IllegalArgumentException e) {
            return Optional.of(Problem.of("derivation", "fields.derivation.invalid"));
        }
    }

    private String label(FieldDefinition tried, Key key) {
        if (key.equals(new Key(tried.recordType(), tried.key()))) {
            return tried.label();
        }
        Locale locale = CurrentActor.get().locale();
        return types.require(key.type()).label(key.field(), locale);
    }

    /** The field with the type that keeps what its roll-up gives. */
    FieldDefinition typed(FieldDefinition field) {
        if (!(field.derivation() instanceof Derivation.RollUp how)) {
            return field;
        }
        try {
            FieldType type = types.derived().rolledUpType(types.require(field.recordType()), how);
            return field.as(field.id(), field.key(), type);
        } catch (IllegalArgumentException e) {
            // said by problem(…)
            return field;
        }
    }

    /** What the fields are called that follow from this one. */
    List<String> following(FieldDefinition field) {
        return types.derived().following(new Key(field.recordType(), field.key())).stream()
                .map(key -> label(field, key))
                .toList();
    }

    /**
     * Has the derived fields and search text of all records of the field's type computed anew: at once as far as a save can
     * wait, then soon.
     */
    @Transactional
    void computeAll(FieldDefinition field) {
        boolean more = derivations
                .refreshBehind(types.require(field.recordType()), new UUID(0, 0))
                .isPresent();
        if (more) {
            derivations.later(field.recordType());
        }
    }

    /** Has derived fields follow what was written past the gate, such as links that were led to another record. */
    @Transactional
    public <E extends BaseRecord> void follow(RecordType<E> type, Collection<UUID> ids) {
        ids.forEach(id -> derivations.followClosing(type, id));
        derivations.refresh(types.seen(type), ids, true);
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "field");
        }
    }
}
