package com.innodus.kernel.records;

import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.Records.Edge;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Pages by the last key instead of by counting rows, so that page 10,000 costs what page 1 costs. Empty values come
 * last ascending and first descending, which is PostgreSQL's own order and therefore the index's.
 */
final class Keyset {
    private Keyset() {}

    static <E extends BaseRecord> List<Order> order(
            RecordType<E> type, HibernateCriteriaBuilder builder, Root<E> root, List<Sort> sorts) {
        List<Order> order = new ArrayList<>();
        for (Sort sort : sorts) {
            Expression<?> column = type.column(root, builder, sort.field());
            order.add(sort.ascending() ? builder.asc(column, Nulls.NONE) : builder.desc(column, Nulls.NONE));
        }
        // the same direction as the first sort, so that one index serves both directions
        boolean ascending = sorts.getFirst().ascending();
        order.add(ascending ? builder.asc(root.get("id")) : builder.desc(root.get("id")));
        return order;
    }

    /** Holds for records behind the edge. */
    private static <E extends BaseRecord> Predicate after(
            RecordType<E> type, HibernateCriteriaBuilder builder, Root<E> root, List<Sort> sorts, Edge edge) {
        List<Predicate> alternatives = new ArrayList<>();
        List<Predicate> equal = new ArrayList<>();
        for (int i = 0; i < sorts.size(); i++) {
            Sort sort = sorts.get(i);
            Object value = comparable(type, sort.field(), edge.sortValues().get(i));
            Predicate behind = behind(builder, type.column(root, builder, sort.field()), value, sort.ascending());
            if (behind != null) {
                alternatives.add(and(builder, equal, behind));
            }
            equal.add(
                    value == null
                            ? builder.isNull(type.column(root, builder, sort.field()))
                            : builder.equal(type.column(root, builder, sort.field()), value));
        }
        Expression<UUID> id = root.get("id");
        Predicate byId =
                sorts.getFirst().ascending() ? builder.greaterThan(id, edge.id()) : builder.lessThan(id, edge.id());
        alternatives.add(and(builder, equal, byId));
        return builder.or(alternatives.toArray(Predicate[]::new));
    }

    /** A part of a list, contiguous in the index of the first sort. */
    interface Stretch<E extends BaseRecord> {
        Predicate of(HibernateCriteriaBuilder builder, Root<E> root);
    }

    static <E extends BaseRecord> Stretch<E> all() {
        return (builder, root) -> builder.conjunction();
    }

    /**
     * What lies behind the edge, in order. Records with and without a value of the first sort are apart: "greater or
     * empty" in one condition would make PostgreSQL walk the index from its start.
     */
    static <E extends BaseRecord> List<Stretch<E>> behind(RecordType<E> type, List<Sort> sorts, Edge edge) {
        Sort first = sorts.getFirst();
        Object value = comparable(type, first.field(), edge.sortValues().getFirst());
        Stretch<E> rest = (builder, root) -> {
            Expression<?> column = type.column(root, builder, first.field());
            return value == null
                    ? builder.and(builder.isNull(column), after(type, builder, root, sorts, edge))
                    : sorts.size() == 1
                            ? row(builder, root, column, first.ascending(), value, edge.id())
                            : builder.and(
                                    from(builder, column, first.ascending(), value),
                                    after(type, builder, root, sorts, edge));
        };
        boolean gapBehind = mayBeEmpty(type, first.field()) && first.ascending() == (value != null);
        if (!gapBehind) {
            return List.of(rest);
        }
        Stretch<E> other = (builder, root) -> {
            Expression<?> column = type.column(root, builder, first.field());
            return value == null ? builder.isNotNull(column) : builder.isNull(column);
        };
        return List.of(rest, other);
    }

    private static boolean mayBeEmpty(RecordType<?> type, String key) {
        return type.field(key).map(field -> !field.isRequired()).orElse(false);
    }

    /** Where an index scan begins; the criteria have no comparison of rows. */
    private static Predicate row(
            HibernateCriteriaBuilder builder,
            Root<?> root,
            Expression<?> column,
            boolean ascending,
            Object value,
            UUID id) {
        return builder.isTrue(builder.sql(
                ascending ? "((?, ?) > (?, ?))" : "((?, ?) < (?, ?))",
                Boolean.class,
                column,
                root.get("id"),
                builder.value(value),
                builder.value(id)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Predicate from(
            HibernateCriteriaBuilder builder, Expression column, boolean ascending, Object value) {
        return ascending
                ? builder.greaterThanOrEqualTo(column, (Comparable) value)
                : builder.lessThanOrEqualTo(column, (Comparable) value);
    }

    private static Predicate and(HibernateCriteriaBuilder builder, List<Predicate> equal, Predicate last) {
        List<Predicate> all = new ArrayList<>(equal);
        all.add(last);
        return builder.and(all.toArray(Predicate[]::new));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Predicate behind(
            HibernateCriteriaBuilder builder, Expression column, @Nullable Object value, boolean ascending) {
        if (value == null) {
            return ascending ? null : builder.isNotNull(column);
        }
        return ascending
                ? builder.or(builder.greaterThan(column, (Comparable) value), builder.isNull(column))
                : builder.lessThan(column, (Comparable) value);
    }

    /** A value of a sort, as it is compared in a query. */
    private static @Nullable Object comparable(RecordType<?> type, String key, @Nullable Object value) {
        return type.field(key).map(field -> field.comparable(value)).orElse(value);
    }

    /** A record's value by key; null also for a field that the type doesn't have. */
    static <E extends BaseRecord> @Nullable Object valueOrNull(RecordType<E> type, E record, String key) {
        return switch (key) {
            case "title" -> record.getTitle();
            case "createdAt" -> record.getCreatedAt();
            case "changedAt" -> record.getChangedAt();
            default -> type.field(key).map(field -> field.get(record)).orElse(null);
        };
    }
}
