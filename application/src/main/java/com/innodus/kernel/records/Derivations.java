package com.innodus.kernel.records;

import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.records.DerivedFields.Computed;
import com.innodus.kernel.records.DerivedFields.Key;
import com.innodus.kernel.records.DerivedFields.RolledUp;
import com.innodus.kernel.records.DerivedFields.Step;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps derived fields true. A record's own formulas are computed as it is written; what other records make of it
 * follows in the same transaction, under a lock on those records, so that two children that are written at once both
 * count. Where too many records follow from one, they do so soon after, in slices ({@link DerivedRefresh}).
 */
@Component
@Transactional
class Derivations {
    /** More than a save should wait for. */
    static final int AT_ONCE = 500;

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final RecordTypes types;
    private final FormulaValues formulas;
    private final RollUps rollUps;
    private final Checks checks;
    private final Clock clock;

    Derivations(
            EntityManager entities,
            JdbcClient jdbc,
            RecordTypes types,
            FormulaValues formulas,
            RollUps rollUps,
            Checks checks,
            Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.types = types;
        this.formulas = formulas;
        this.rollUps = rollUps;
        this.checks = checks;
        this.clock = clock;
    }

    /** Computes the formulas of a record that is being written. */
    <E extends BaseRecord> void settle(RecordType<E> type, E record) {
        empty(type, record);
        for (Step step : types.derived().of(type.key())) {
            Field<E> field = type.require(step.field().key());
            switch (step) {
                case Computed(Field<?> ignored, Expression expression) ->
                    set(field, record, computed(type, record, field, expression));
                case RolledUp rolledUp -> {
                    if (field.get(record) == null) {
                        set(field, record, ofNothing(rolledUp));
                    }
                }
            }
        }
    }

    /** A value that can't be computed any more would be wrong soon. */
    private <E extends BaseRecord> void empty(RecordType<E> type, E record) {
        types.derived().unsound(type.key()).forEach(key -> type.field(key).ifPresent(field -> field.set(record, null)));
    }

    /** What there is before any record links here. */
    private static @Nullable Object ofNothing(RolledUp rollUp) {
        return switch (rollUp.how().aggregate()) {
            case COUNT -> 0;
            case SUM -> rollUp.field().type() instanceof FieldType.Span ? java.time.Duration.ZERO : BigDecimal.ZERO;
            case AVERAGE, MIN, MAX, LATEST -> null;
        };
    }

    /** Whether the value is another than before. */
    private <E extends BaseRecord> boolean set(Field<E> field, E record, @Nullable Object value) {
        List<Problem> problems = new ArrayList<>();
        Object clean = checks.clean(field, value, problems);
        // what the field can't keep, such as a number that is too large, is nothing
        Object kept = problems.isEmpty() ? clean : null;
        if (Objects.equals(field.get(record), kept)) {
            return false;
        }
        field.set(record, kept);
        return true;
    }

    private <E extends BaseRecord> @Nullable Object computed(
            RecordType<E> type, E record, Field<E> field, Expression expression) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Predicates.ZONE);
        Object result =
                expression.evaluate(name -> value(type, record, name), new Expression.Now(today, Predicates.ZONE));
        return FormulaValues.kept(field.type(), result);
    }

    private <E extends BaseRecord> @Nullable Object value(RecordType<E> type, E record, String name) {
        int dot = name.indexOf('.');
        String near = dot < 0 ? name : name.substring(0, dot);
        Field<E> field = type.field(near).orElse(null);
        if (field == null) {
            return near.equals("title") ? record.getTitle() : null;
        }
        Object value = field.get(record);
        return field.type() instanceof FieldType.Link(String target)
                ? far(types.require(target), (UUID) value, dot < 0 ? "title" : name.substring(dot + 1))
                : formulas.given(field.type(), value);
    }

    /** A value of a record that is linked to; nothing of one that is deleted or closed. */
    private <T extends BaseRecord> @Nullable Object far(RecordType<T> type, @Nullable UUID id, String name) {
        T record = id == null ? null : entities.find(type.entity(), id);
        if (record == null || record.getDeletedAt() != null || isClosed(id)) {
            return null;
        }
        return name.equals("title")
                ? record.getTitle()
                : type.field(name)
                        .map(field -> formulas.given(field.type(), field.get(record)))
                        .orElse(null);
    }

    private boolean isClosed(@Nullable UUID id) {
        return jdbc.sql("select exists(select 1 from record_guard where record_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /**
     * What happened to a record.
     *
     * @param appears whether it came, went, or was closed or opened
     * @param before what the fields that were changed held, by key
     */
    record Touched<E extends BaseRecord>(E record, boolean appears, Map<String, @Nullable Object> before) {}

    /** Makes others follow; what happened is in the database by now. */
    <E extends BaseRecord> void follow(RecordType<E> declared, List<Touched<E>> touched) {
        DerivedFields derived = types.derived();
        if (derived.isEmpty() || touched.isEmpty()) {
            return;
        }
        RecordType<E> type = types.seen(declared);
        Map<String, Set<UUID>> parents = parents(derived, type, touched);
        List<Dependents> dependents = dependents(derived, type, touched);
        parents.forEach((parent, ids) -> refresh(types.require(parent), ids, true));
        dependents.forEach(each -> followLink(types.require(each.type()), each));
    }

    /** Makes others follow that a record was closed or opened, or that links to it were led elsewhere. */
    <E extends BaseRecord> void followClosing(RecordType<E> type, UUID id) {
        E record = entities.find(type.entity(), id);
        if (record != null) {
            follow(type, List.of(new Touched<>(record, true, Map.of())));
        }
    }

    /** The records whose roll-ups are concerned, by type. */
    private <E extends BaseRecord> Map<String, Set<UUID>> parents(
            DerivedFields derived, RecordType<E> type, List<Touched<E>> touched) {
        Map<String, Set<UUID>> parents = new LinkedHashMap<>();
        derived.over(type.key())
                .forEach((parent, over) -> over.forEach(rollUp -> {
                    Set<Key> inputs =
                            derived.inputs(new Key(parent, rollUp.field().key()));
                    Field<E> link = type.require(rollUp.how().link());
                    for (Touched<E> each : touched) {
                        Set<String> changed =
                                derived.withFollowing(type.key(), each.before().keySet());
                        if (each.appears()
                                || inputs.stream()
                                        .anyMatch(input ->
                                                input.type().equals(type.key()) && changed.contains(input.field()))) {
                            Set<UUID> ids = parents.computeIfAbsent(parent, key -> new HashSet<>());
                            Optional.ofNullable((UUID) link.get(each.record())).ifPresent(ids::add);
                            Optional.ofNullable((UUID) each.before().get(link.key()))
                                    .ifPresent(ids::add);
                        }
                    }
                }));
        return parents;
    }

    /** Records that link to others, which their formulas speak of. */
    private record Dependents(String type, String link, Set<UUID> targets) {}

    private <E extends BaseRecord> List<Dependents> dependents(
            DerivedFields derived, RecordType<E> type, List<Touched<E>> touched) {
        List<Dependents> dependents = new ArrayList<>();
        derived.reachingInto(type.key()).forEach((link, fields) -> {
            Set<UUID> targets = new LinkedHashSet<>();
            for (Touched<E> each : touched) {
                Set<String> changed =
                        derived.withFollowing(type.key(), each.before().keySet());
                if (each.appears() || changed.stream().anyMatch(fields::contains)) {
                    targets.add(each.record().getId());
                }
            }
            if (!targets.isEmpty()) {
                dependents.add(new Dependents(link.type(), link.field(), targets));
            }
        });
        return dependents;
    }

    private <D extends BaseRecord> void followLink(RecordType<D> type, Dependents dependents) {
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<D> root = criteria.from(type.entity());
        Field<D> link = type.require(dependents.link());
        criteria.select(root.get("id"))
                .where(
                        type.only(builder, root),
                        link.in(root, builder)
                                .in(dependents.targets().stream()
                                        .map(link::comparable)
                                        .toList()));
        List<UUID> ids =
                entities.createQuery(criteria).setMaxResults(AT_ONCE + 1).getResultList();
        if (ids.size() > AT_ONCE) {
            later(type.key());
        } else {
            refresh(type, ids, false);
        }
    }

    /** Has all records of a type computed anew, soon. */
    void later(String type) {
        jdbc.sql("""
                        insert into derived_refresh (record_type, after_id) values (?, ?)
                        on conflict (record_type) do update set after_id = excluded.after_id
                        """).params(type, new UUID(0, 0)).update();
    }

    /**
     * Computes derived fields and search text of records anew, and what follows from them.
     *
     * @param roll whether roll-ups as well
     */
    <E extends BaseRecord> void refresh(RecordType<E> type, Collection<UUID> ids, boolean roll) {
        if (ids.isEmpty()) {
            return;
        }
        List<UUID> all = List.copyOf(new LinkedHashSet<>(ids));
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            refreshSlice(type, all.subList(from, Math.min(from + AT_ONCE, all.size())), roll);
        }
    }

    private <E extends BaseRecord> void refreshSlice(RecordType<E> type, List<UUID> ids, boolean roll) {
        entities.flush();
        // in one order, so that two who want the same don't wait for each other
        List<UUID> locked = jdbc.sql("select id from " + type.table() + " where id = any(?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        // what was read before the lock may be of yesterday
        entities.clear();
        Map<Step, Map<UUID, Object>> rolled = new HashMap<>();
        List<Step> steps = types.derived().of(type.key());
        for (Step step : steps) {
            if (roll && step instanceof RolledUp rollUp) {
                rolled.put(step, rollUps.values(types.require(rollUp.how().child()), rollUp, locked));
            }
        }
        List<Touched<E>> touched = new ArrayList<>();
        for (E record : read(type, locked)) {
            Map<String, @Nullable Object> before = new LinkedHashMap<>();
            for (Step step : steps) {
                Field<E> field = type.require(step.field().key());
                Object old = field.get(record);
                boolean isOther = switch (step) {
                    case Computed(Field<?> ignored, Expression expression) ->
                        set(field, record, computed(type, record, field, expression));
                    case RolledUp rollUp -> {
                        Map<UUID, Object> values = rolled.get(step);
                        Object value = values == null ? null : values.get(record.getId());
                        yield values != null && set(field, record, value == null ? ofNothing(rollUp) : value);
                    }
                };
                if (isOther) {
                    before.put(field.key(), old);
                }
            }
            empty(type, record);
            String words = SearchText.of(type, record);
            if (!words.equals(record.getSearchText())) {
                record.setSearchText(words);
            }
            if (!before.isEmpty()) {
                touched.add(new Touched<>(record, false, before));
            }
        }
        entities.flush();
        entities.clear();
        follow(type, touched);
    }

    private <E extends BaseRecord> List<E> read(RecordType<E> type, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        CriteriaQuery<E> criteria = builder.createQuery(type.entity());
        Root<E> root = criteria.from(type.entity());
        criteria.select(root).where(type.only(builder, root), root.get("id").in(ids));
        return entities.createQuery(criteria).getResultList();
    }

    /** Computes the next records of a type behind an id; the last of them, or nothing at the end. */
    <E extends BaseRecord> Optional<UUID> refreshBehind(RecordType<E> type, UUID after) {
        List<UUID> ids = jdbc.sql("select id from " + type.rows() + " where id > ? order by id limit " + AT_ONCE)
                .param(after)
                .query(UUID.class)
                .list();
        refresh(type, ids, true);
        return ids.size() < AT_ONCE ? Optional.empty() : Optional.of(ids.getLast());
    }

    /** What a formula gives for a record, for trying it out. */
    <E extends BaseRecord> @Nullable Object tryOut(RecordType<E> type, UUID id, Field<E> field, Expression expression) {
        E record = entities.find(type.entity(), id);
        List<Problem> problems = new ArrayList<>();
        Object value = checks.clean(field, computed(type, record, field, expression), problems);
        return problems.isEmpty() ? value : null;
    }
}
