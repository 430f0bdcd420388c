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

    static <E extends BaseRecord> List<Order> order(HibernateCriteriaBuilder builder, Root<E> root, List<Sort> sorts) {
        List<Order> order = new ArrayList<>();
        for (Sort sort : sorts) {
            Expression<?> column = root.get(sort.field());
            order.add(sort.ascending() ? builder.asc(column, Nulls.NONE) : builder.desc(column, Nulls.NONE));
        }
        // the same direction as the first sort, so that one index serves both directions
        boolean ascending = sorts.getFirst().ascending();
        order.add(ascending ? builder.asc(root.get("id")) : builder.desc(root.get("id")));
        return order;
    }

    /** Holds for records behind the edge. */
    static <E extends BaseRecord> Predicate after(
            HibernateCriteriaBuilder builder, Root<E> root, List<Sort> sorts, Edge edge) {
        List<Predicate> alternatives = new ArrayList<>();
        List<Predicate> equal = new ArrayList<>();
        for (int i = 0; i < sorts.size(); i++) {
            Sort sort = sorts.get(i);
            Object value = edge.sortValues().get(i);
            Predicate behind = behind(builder, root.get(sort.field()), value, sort.ascending());
            if (behind != null) {
                alternatives.add(and(builder, equal, behind));
            }
            equal.add(
                    value == null
                            ? builder.isNull(root.get(sort.field()))
                            : builder.equal(root.get(sort.field()), value));
        }
        Expression<UUID> id = root.get("id");
        Predicate byId =
                sorts.getFirst().ascending() ? builder.greaterThan(id, edge.id()) : builder.lessThan(id, edge.id());
        alternatives.add(and(builder, equal, byId));
        Predicate any = builder.or(alternatives.toArray(Predicate[]::new));
        Object first = edge.sortValues().getFirst();
        if (first == null || !sorts.getFirst().ascending()) {
            return any;
        }
        // lets the planner start at the edge in the index; the alternatives alone would be a filter over all rows
        return builder.and(any, atOrBehind(builder, root.get(sorts.getFirst().field()), first));
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

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Predicate atOrBehind(HibernateCriteriaBuilder builder, Expression column, Object value) {
        return builder.or(builder.greaterThanOrEqualTo(column, (Comparable) value), builder.isNull(column));
    }

    static <E extends BaseRecord> @Nullable Object value(RecordType<E> type, E record, String key) {
        return switch (key) {
            case "title" -> record.getTitle();
            case "createdAt" -> record.getCreatedAt();
            case "changedAt" -> record.getChangedAt();
            default -> type.require(key).get(record);
        };
    }
}
