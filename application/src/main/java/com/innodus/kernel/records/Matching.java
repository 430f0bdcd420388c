package com.innodus.kernel.records;

import com.innodus.kernel.access.Operation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the records that the acting user may read and that have given values in a field, many values at once and by index. */
@Component
class Matching {
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final RowRights rows;

    Matching(EntityManager entities, JdbcClient jdbc, RowRights rows) {
        this.rows = rows;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /** Texts are compared without case; of several contact points the first counts. */
    static @Nullable String form(Field<?> field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.strip().toLowerCase(Locale.ROOT);
            case List<?> points
            when !points.isEmpty() && points.getFirst() instanceof ContactPoint point ->
                point.value().toLowerCase(Locale.ROOT);
            case List<?> ignored -> null;
            default -> value.toString();
        };
    }

    <E extends BaseRecord> Map<String, UUID> find(RecordType<E> type, Field<E> field, Collection<String> values) {
        boolean points = field.type() instanceof FieldType.Emails || field.type() instanceof FieldType.Phones;
        return points ? byPoint(type, field, values) : byText(type, field, values);
    }

    private <E extends BaseRecord> Map<String, UUID> byText(
            RecordType<E> type, Field<E> field, Collection<String> values) {
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<E> root = criteria.from(type.entity());
        Expression<String> lower = builder.lower(column(field, builder, root));
        criteria.multiselect(lower, root.get("id"))
                .where(
                        lower.in(values),
                        builder.isNull(root.get("deletedAt")),
                        rows.within(type, Operation.READ, builder, root))
                .orderBy(builder.asc(root.get("createdAt")), builder.asc(root.get("id")));
        Map<String, UUID> found = new HashMap<>();
        entities.createQuery(criteria)
                .getResultStream()
                .forEach(row -> found.putIfAbsent(row.get(0, String.class), row.get(1, UUID.class)));
        return found;
    }

    @SuppressWarnings("unchecked")
    private static <E extends BaseRecord> Expression<String> column(
            Field<E> field, HibernateCriteriaBuilder builder, Root<E> root) {
        return (Expression<String>) field.in(root, builder);
    }

    /** Containment in a JSON list, which only PostgreSQL's own operator answers by index. */
    private <E extends BaseRecord> Map<String, UUID> byPoint(
            RecordType<E> type, Field<E> field, Collection<String> values) {
        Map<String, List<UUID>> having = new LinkedHashMap<>();
        jdbc.sql("""
                        select v.value, r.id from unnest(?::text[]) as v(value)
                        join %s r on r.%s @> jsonb_build_array(jsonb_build_object('value', v.value))
                        where r.deleted_at is null order by r.created_at, r.id
                        """.formatted(type.rows(), field.key()))
                .param(values.toArray(String[]::new))
                .query(row -> {
                    having.computeIfAbsent(row.getString(1), value -> new ArrayList<>())
                            .add(row.getObject(2, UUID.class));
                });
        Set<UUID> readable =
                readable(type, having.values().stream().flatMap(List::stream).toList());
        Map<String, UUID> found = new HashMap<>();
        having.forEach((value, ids) ->
                ids.stream().filter(readable::contains).findFirst().ifPresent(id -> found.put(value, id)));
        return found;
    }

    private <E extends BaseRecord> Set<UUID> readable(RecordType<E> type, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        criteria.select(root.get("id")).where(root.get("id").in(ids), rows.within(type, Operation.READ, builder, root));
        return Set.copyOf(entities.createQuery(criteria).getResultList());
    }

    /**
     * Ordered by an expression that no index has: else PostgreSQL looks for the few rows on a walk through the index of
     * the order.
     */
    <E extends BaseRecord> List<UUID> titled(RecordType<E> type, String title, int limit) {
        return jdbc.sql("""
                        select id from %s r where lower(title) = lower(?) and deleted_at is null
                        order by coalesce(changed_at, created_at) desc limit ?
                        """.formatted(type.rows()))
                .param(title.replace("\u0000", ""))
                .param(limit)
                .query(UUID.class)
                .list();
    }
}
