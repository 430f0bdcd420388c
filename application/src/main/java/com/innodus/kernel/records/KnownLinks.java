package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.records.Filter.Test;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.stereotype.Component;

/**
 * Filters by what records link to, blind to what the acting user may not know of: who guesses the id of such a record
 * doesn't learn that anything links to it.
 */
@Component
class KnownLinks {
    /** The id of no record. */
    private static final String NOBODY = new UUID(0, 0).toString();

    private final EntityManager entities;
    private final RecordTypes types;
    private final RowRights rows;
    private final Access access;

    KnownLinks(EntityManager entities, RecordTypes types, RowRights rows, Access access) {
        this.entities = entities;
        this.types = types;
        this.rows = rows;
        this.access = access;
    }

    /** The filter as it is to be asked; one statement for each type that it names records of, where some are out of reach. */
    <E extends BaseRecord> Filter of(RecordType<E> type, Filter given) {
        Filter filter = said(type, given);
        Map<String, Set<UUID>> named = new HashMap<>();
        collect(type, filter, named);
        named.keySet().removeIf(this::knowsAll);
        if (named.isEmpty()) {
            return filter;
        }
        Map<String, Set<UUID>> known = new HashMap<>();
        named.forEach((target, ids) -> known.put(target, readable(types.require(target), ids)));
        return blind(type, filter, known);
    }

    /** A link to what the user may not know of, or what is in the bin, is none; as groups count it. */
    private Filter said(RecordType<?> type, Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) ->
                new Filter.And(parts.stream().map(part -> said(type, part)).toList());
            case Filter.Or(List<Filter> parts) ->
                new Filter.Or(parts.stream().map(part -> said(type, part)).toList());
            case Filter.Not(Filter part) -> new Filter.Not(said(type, part));
            case Filter.Related related -> related;
            case Test test ->
                switch (test.operator()) {
                    case EMPTY ->
                        linked(type, test).<Filter>map(Filter.Not::new).orElse(test);
                    case NOT_EMPTY -> linked(type, test).orElse(test);
                    default -> test;
                };
        };
    }

    /** Holds for the records whose link leads to one that the acting user may read. */
    private Optional<Filter> linked(RecordType<?> type, Test test) {
        return type.field(test.field())
                .filter(field -> field.type() instanceof FieldType.Link)
                .map(field -> {
                    String target = field.linkTarget();
                    boolean isKnown =
                            target != null && types.byKey(target).isPresent() && access.may(target, Operation.READ);
                    return isKnown ? new Filter.Related(field.key(), Filter.NONE) : new Filter.Not(Filter.NONE);
                });
    }

    private boolean knowsAll(String target) {
        return access.seesAll(target)
                && access.has(SpecialRight.READ_CLOSED)
                && types.require(target).conduct().confidential() == null;
    }

    private static void collect(RecordType<?> type, Filter filter, Map<String, Set<UUID>> named) {
        switch (filter) {
            case Filter.And(List<Filter> parts) -> parts.forEach(part -> collect(type, part, named));
            case Filter.Or(List<Filter> parts) -> parts.forEach(part -> collect(type, part, named));
            case Filter.Not(Filter part) -> collect(type, part, named);
            case Filter.Related ignored -> {
                // made blind where it is asked, as a filter of its own type
            }
            case Test test ->
                type.field(test.field())
                        .map(Field::linkTarget)
                        .ifPresent(target -> test.operands()
                                .forEach(
                                        operand -> id(operand, named.computeIfAbsent(target, key -> new HashSet<>()))));
        }
    }

    private static void id(String operand, Set<UUID> ids) {
        try {
            ids.add(UUID.fromString(operand));
        } catch (IllegalArgumentException e) {
            // refused with the filter, which says where
        }
    }

    private static Filter blind(RecordType<?> type, Filter filter, Map<String, Set<UUID>> known) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) ->
                new Filter.And(
                        parts.stream().map(part -> blind(type, part, known)).toList());
            case Filter.Or(List<Filter> parts) ->
                new Filter.Or(
                        parts.stream().map(part -> blind(type, part, known)).toList());
            case Filter.Not(Filter part) -> new Filter.Not(blind(type, part, known));
            case Filter.Related related -> related;
            case Test test ->
                type.field(test.field())
                        .map(Field::linkTarget)
                        .map(known::get)
                        .<Filter>map(ids -> blind(test, ids))
                        .orElse(test);
        };
    }

    private static Filter blind(Test test, Set<UUID> known) {
        List<String> operands = new ArrayList<>();
        for (String operand : test.operands()) {
            Set<UUID> id = new HashSet<>();
            id(operand, id);
            operands.add(known.containsAll(id) ? operand : NOBODY);
        }
        return new Test(test.field(), test.operator(), operands);
    }

    private <T extends BaseRecord> Set<UUID> readable(RecordType<T> type, Set<UUID> ids) {
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<T> root = criteria.from(type.entity());
        criteria.select(root.get("id")).where(root.get("id").in(ids), rows.within(type, Operation.READ, builder, root));
        return new HashSet<>(entities.createQuery(criteria).getResultList());
    }
}
