package com.innodus.kernel.records;

import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.formula.Names;
import com.innodus.kernel.records.Derivation.Aggregate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the derived fields of all types follow from: in which order they are computed, and whom a change concerns. */
final class DerivedFields {
    static final DerivedFields NONE = new DerivedFields(Map.of());

    private static final String TITLE = "title";

    private final Map<String, RecordType<?>> types;
    private final Map<Key, Step> steps = new LinkedHashMap<>();
    private final Map<Key, Set<Key>> inputs = new LinkedHashMap<>();
    private final Map<String, List<Step>> ordered = new HashMap<>();
    private final Map<String, Set<String>> unsound = new HashMap<>();

    /** A field of a type. */
    record Key(String type, String field) {}

    /** How one field is computed. */
    sealed interface Step {
        Field<?> field();

        default boolean open() {
            return derivation(field()).open();
        }
    }

    record Computed(Field<?> field, Expression expression) implements Step {}

    record RolledUp(Field<?> field, Derivation.RollUp how) implements Step {}

    private DerivedFields(Map<String, RecordType<?>> types) {
        this.types = types;
    }

    /** One whose formula makes no sense any more, or follows from itself, is left out: its field stays empty. */
    static DerivedFields of(Map<String, RecordType<?>> types) {
        DerivedFields derived = new DerivedFields(types);
        types.values().forEach(type -> type.fields().forEach(field -> derived.add(type, field)));
        for (Optional<List<Key>> circle = derived.circle(); circle.isPresent(); circle = derived.circle()) {
            circle.get().forEach(derived::leaveOut);
        }
        types.keySet().forEach(type -> derived.ordered.put(type, derived.inOrder(type)));
        return derived;
    }

    /**
     * The way on which a field would follow from itself, as it stands in these types.
     *
     * @throws FormulaProblem when the field's formula makes no sense
     * @throws IllegalArgumentException when its roll-up makes none
     */
    static Optional<List<Key>> demand(Map<String, RecordType<?>> types, Key key) {
        DerivedFields derived = new DerivedFields(types);
        types.values()
                .forEach(type -> type.fields().stream()
                        .filter(field -> !new Key(type.key(), field.key()).equals(key))
                        .forEach(field -> derived.add(type, field)));
        RecordType<?> type = derived.type(key.type());
        derived.put(type, type.require(key.field()));
        return Optional.ofNullable(derived.walk(key, new ArrayList<>(), new LinkedHashSet<>()));
    }

    private static Derivation derivation(Field<?> field) {
        return field.derivation().orElseThrow();
    }

    private void add(RecordType<?> type, Field<?> field) {
        try {
            put(type, field);
        } catch (FormulaProblem | IllegalArgumentException e) {
            leaveOut(new Key(type.key(), field.key()));
        }
    }

    private void leaveOut(Key key) {
        steps.remove(key);
        inputs.remove(key);
        unsound.computeIfAbsent(key.type(), type -> new LinkedHashSet<>()).add(key.field());
    }

    private void put(RecordType<?> type, Field<?> field) {
        Derivation derivation = field.derivation().orElse(null);
        if (derivation == null) {
            return;
        }
        Key key = new Key(type.key(), field.key());
        switch (derivation) {
            case Derivation.Formula(String text, boolean ignored) -> {
                Expression expression = Expression.parse(text, names(type));
                if (!FormulaValues.keeps(field.type(), expression.kind())) {
                    throw new IllegalArgumentException(field + " can't keep " + expression.kind());
                }
                steps.put(key, new Computed(field, expression));
                Set<Key> used = new LinkedHashSet<>();
                expression.names().forEach(name -> used.addAll(inputs(type, name)));
                inputs.put(key, used);
            }
            case Derivation.RollUp how -> {
                rolledUpType(type, how);
                steps.put(key, new RolledUp(field, how));
                Set<Key> used = new LinkedHashSet<>();
                Stream.concat(Stream.of(how.link(), how.measured()), Filters.fields(how.filter()).stream())
                        .filter(each -> !each.isEmpty())
                        .forEach(each -> used.add(new Key(how.child(), each)));
                inputs.put(key, used);
            }
        }
    }

    /** The fields of a type, and those of the records that it links to, as formulas name them. */
    Names names(RecordType<?> type) {
        return name -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                return name.equals(TITLE) ? Optional.of(Kind.TEXT) : kind(type, name);
            }
            return type.field(name.substring(0, dot))
                    .filter(link -> link.type() instanceof FieldType.Link)
                    .map(link -> types.get(link.linkTarget()))
                    .flatMap(target -> {
                        String field = name.substring(dot + 1);
                        if (field.equals(TITLE)) {
                            return Optional.of(Kind.TEXT);
                        }
                        // one step only
                        return target.field(field)
                                .filter(far -> far.linkTarget() == null)
                                .flatMap(far -> kind(target, field));
                    });
        };
    }

    private static Optional<Kind> kind(RecordType<?> type, String field) {
        return type.field(field).map(Field::type).flatMap(FormulaValues::kind);
    }

    private Set<Key> inputs(RecordType<?> type, String name) {
        int dot = name.indexOf('.');
        Set<Key> used = new LinkedHashSet<>();
        String near = dot < 0 ? name : name.substring(0, dot);
        String target = type.field(near).map(Field::linkTarget).orElse(null);
        if (!near.equals(TITLE) || dot >= 0) {
            used.add(new Key(type.key(), near));
        }
        if (near.equals(TITLE) && dot < 0) {
            type.titleFields().forEach(field -> used.add(new Key(type.key(), field.key())));
        } else if (target != null) {
            String far = dot < 0 ? TITLE : name.substring(dot + 1);
            if (far.equals(TITLE)) {
                type(target).titleFields().forEach(field -> used.add(new Key(target, field.key())));
            } else {
                used.add(new Key(target, far));
            }
        }
        return used;
    }

    /**
     * The type of field that keeps a roll-up.
     *
     * @throws IllegalArgumentException when it makes no sense
     */
    FieldType rolledUpType(RecordType<?> parent, Derivation.RollUp how) {
        RecordType<?> child = type(how.child());
        Field<?> link = child.require(how.link());
        if (!(link.type() instanceof FieldType.Link(String target)) || !target.equals(parent.key())) {
            throw new IllegalArgumentException(how.link() + " doesn't lead to " + parent);
        }
        Filters.fields(how.filter()).forEach(child::require);
        if (how.aggregate() == Aggregate.COUNT) {
            return new FieldType.Whole();
        }
        return type(how.aggregate(), child.require(how.measured()).type())
                .orElseThrow(() -> new IllegalArgumentException(how.measured() + " can't be rolled up"));
    }

    /** The type of field that keeps what an aggregate makes of values of a type; nothing when it makes nothing of them. */
    static Optional<FieldType> type(Aggregate aggregate, FieldType measured) {
        boolean sums = aggregate == Aggregate.SUM || aggregate == Aggregate.AVERAGE;
        return Optional.ofNullable(
                switch (measured) {
                    case FieldType.Amount ignored -> new FieldType.Decimal(2);
                    case FieldType.Price ignored -> new FieldType.Decimal(2);
                    case FieldType.Decimal(int digits) -> new FieldType.Decimal(sums ? Math.max(digits, 2) : digits);
                    case FieldType.Percent ignored -> new FieldType.Percent();
                    case FieldType.Whole ignored -> new FieldType.Decimal(aggregate == Aggregate.AVERAGE ? 2 : 0);
                    case FieldType.Rating ignored -> new FieldType.Decimal(aggregate == Aggregate.AVERAGE ? 2 : 0);
                    case FieldType.Span ignored -> new FieldType.Span();
                    case FieldType.Day day -> sums ? null : day;
                    case FieldType.Moment moment -> sums ? null : moment;
                    case FieldType.Text text -> aggregate == Aggregate.LATEST ? text : null;
                    case FieldType.Choice choice -> aggregate == Aggregate.LATEST ? choice : null;
                    case FieldType.Flag flag -> aggregate == Aggregate.LATEST ? flag : null;
                    default -> null;
                });
    }

    RecordType<?> type(String key) {
        RecordType<?> type = types.get(key);
        if (type == null) {
            throw new IllegalArgumentException("There is no record type " + key);
        }
        return type;
    }

    private Optional<List<Key>> circle() {
        Set<Key> done = new LinkedHashSet<>();
        for (Key key : steps.keySet()) {
            List<Key> circle = walk(key, new ArrayList<>(), done);
            if (circle != null) {
                return Optional.of(circle);
            }
        }
        return Optional.empty();
    }

    private @Nullable List<Key> walk(Key key, List<Key> way, Set<Key> done) {
        int seen = way.indexOf(key);
        if (seen >= 0) {
            List<Key> circle = new ArrayList<>(way.subList(seen, way.size()));
            circle.add(key);
            return circle;
        }
        if (done.contains(key) || !steps.containsKey(key)) {
            return null;
        }
        way.add(key);
        for (Key input : inputs.getOrDefault(key, Set.of())) {
            List<Key> circle = walk(input, way, done);
            if (circle != null) {
                return circle;
            }
        }
        way.removeLast();
        done.add(key);
        return null;
    }

    /** Roll-ups first, and each formula behind those that it follows from. */
    private List<Step> inOrder(String type) {
        Set<Key> order = new LinkedHashSet<>();
        steps.forEach((key, step) -> {
            if (key.type().equals(type) && step instanceof RolledUp) {
                order.add(key);
            }
        });
        steps.keySet().stream().filter(key -> key.type().equals(type)).forEach(key -> visit(key, order));
        return order.stream().map(steps::get).toList();
    }

    private void visit(Key key, Set<Key> order) {
        if (order.contains(key) || !steps.containsKey(key)) {
            return;
        }
        inputs.getOrDefault(key, Set.of()).stream()
                .filter(input -> input.type().equals(key.type()))
                .forEach(input -> visit(input, order));
        order.add(key);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** How the fields of a type are computed, in order. */
    List<Step> of(String type) {
        return ordered.getOrDefault(type, List.of());
    }

    /** Keys of the type's derived fields that can't be computed any more. */
    Set<String> unsound(String type) {
        return unsound.getOrDefault(type, Set.of());
    }

    /** Whether the field's derivation makes sense. */
    boolean isSound(Key key) {
        return steps.containsKey(key);
    }

    /** Whether its value is for everybody, whatever it follows from. */
    boolean isOpen(Key key) {
        Step step = steps.get(key);
        return step != null && step.open();
    }

    /** Keys of the types of the other records that it follows from. */
    Set<String> reached(Key key) {
        return switch (steps.get(key)) {
            case null -> Set.of();
            case RolledUp rolledUp -> Set.of(rolledUp.how().child());
            case Computed computed ->
                computed.expression().names().stream()
                        .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                        .flatMap(near -> type(key.type()).field(near).map(Field::linkTarget).stream())
                        .collect(Collectors.toSet());
        };
    }

    Set<Key> inputs(Key key) {
        return inputs.getOrDefault(key, Set.of());
    }

    /** The derived fields that follow from the field, at first hand. */
    List<Key> following(Key key) {
        return inputs.entrySet().stream()
                .filter(entry -> entry.getValue().contains(key))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The keys, and those of the type's own fields that follow from them. */
    Set<String> withFollowing(String type, Collection<String> changed) {
        Set<String> all = new LinkedHashSet<>(changed);
        for (Step step : of(type)) {
            Set<Key> used = inputs(new Key(type, step.field().key()));
            if (step instanceof Computed
                    && used.stream().anyMatch(input -> input.type().equals(type) && all.contains(input.field()))) {
                all.add(step.field().key());
            }
        }
        return all;
    }

    /** Roll-ups over records of a type, by the type that has them. */
    Map<String, List<RolledUp>> over(String child) {
        Map<String, List<RolledUp>> over = new LinkedHashMap<>();
        steps.forEach((key, step) -> {
            if (step instanceof RolledUp rolledUp && rolledUp.how().child().equals(child)) {
                over.computeIfAbsent(key.type(), type -> new ArrayList<>()).add(rolledUp);
            }
        });
        return over;
    }

    /** Links whose types have formulas that speak of fields of the target, by type: which fields through which link. */
    Map<Key, Set<String>> reachingInto(String target) {
        Map<Key, Set<String>> reaching = new LinkedHashMap<>();
        steps.forEach((key, step) -> {
            if (step instanceof Computed computed) {
                for (String name : computed.expression().names()) {
                    int dot = name.indexOf('.');
                    String link = dot < 0 ? name : name.substring(0, dot);
                    if (target.equals(
                            type(key.type()).field(link).map(Field::linkTarget).orElse(null))) {
                        Set<String> fields =
                                reaching.computeIfAbsent(new Key(key.type(), link), each -> new LinkedHashSet<>());
                        if (dot < 0 || name.endsWith("." + TITLE)) {
                            type(target).titleFields().forEach(field -> fields.add(field.key()));
                        } else {
                            fields.add(name.substring(dot + 1));
                        }
                    }
                }
            }
        });
        return reaching;
    }

    /** Types whose values change with the day, though nothing is written. */
    List<String> daily() {
        return steps.entrySet().stream()
                .filter(entry -> switch (entry.getValue()) {
                    case Computed computed -> computed.expression().usesToday();
                    case RolledUp rolledUp -> Filters.isRelative(rolledUp.how().filter());
                })
                .map(entry -> entry.getKey().type())
                .distinct()
                .toList();
    }
}
