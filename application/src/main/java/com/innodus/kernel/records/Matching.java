package com.innodus.kernel.records;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the records that have given values in a field, many values at once and by index. */
@Component
class Matching {
    private final EntityManager entities;
    private final JdbcClient jdbc;

    Matching(EntityManager entities, JdbcClient jdbc) {
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
                .where(lower.in(values), builder.isNull(root.get("deletedAt")))
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
        Map<String, UUID> found = new HashMap<>();
        jdbc.sql("""
                        select v.value, r.id from unnest(?::text[]) as v(value)
                        join %s r on r.%s @> jsonb_build_array(jsonb_build_object('value', v.value))
                        where r.deleted_at is null order by r.created_at, r.id
                        """.formatted(type.table(), field.key()))
                .param(values.toArray(String[]::new))
                .query(row -> {
                    found.putIfAbsent(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }
}
