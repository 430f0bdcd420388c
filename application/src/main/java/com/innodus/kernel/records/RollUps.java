package com.innodus.kernel.records;

import com.innodus.kernel.records.Derivation.Aggregate;
import com.innodus.kernel.records.DerivedFields.RolledUp;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.criteria.JpaSubQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one value of those of many records, for many parents with one statement. */
@Component
class RollUps {
    /** Nobody's roles let them past it, so a value tells nothing of what is closed. */
    private static final String NOT_CLOSED = "(not exists (select 1 from record_guard g where g.record_id = ?))";

    private final EntityManager entities;
    private final Clock clock;

    RollUps(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The value of each of the parents, in the Java type of the roll-up's field; parents without children are left out. */
    <C extends BaseRecord> Map<UUID, Object> values(RecordType<C> child, RolledUp rollUp, Collection<UUID> parents) {
        Derivation.RollUp how = rollUp.how();
        Field<C> link = child.require(how.link());
        Field<C> measured = how.aggregate() == Aggregate.COUNT ? null : child.require(how.measured());
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        JpaCriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        JpaRoot<C> root = criteria.from(child.entity());
        Expression<?> parent = link.in(root, builder);
        List<Selection<?>> selected = new ArrayList<>(List.of(parent));
        List<Predicate> where = conditions(child, link, how, parents, builder, root);
        Map<UUID, Object> values = new HashMap<>();
        if (how.aggregate() == Aggregate.LATEST && measured != null) {
            JpaSubQuery<Instant> last = criteria.subquery(Instant.class);
            JpaRoot<C> other = last.from(child.entity());
            List<Predicate> same = conditions(child, link, how, parents, builder, other);
            same.add(builder.equal(link.in(other, builder), parent));
            last.select(builder.greatest(other.<Instant>get("createdAt"))).where(same.toArray(Predicate[]::new));
            where.add(builder.equal(root.get("createdAt"), last));
            selected.add(measured.in(root, builder));
            criteria.multiselect(selected)
                    .where(where.toArray(Predicate[]::new))
                    .orderBy(builder.asc(root.get("id")));
        } else {
            selected.addAll(aggregates(how.aggregate(), measured, builder, root));
            criteria.multiselect(selected)
                    .where(where.toArray(Predicate[]::new))
                    .groupBy(parent);
        }
        for (Tuple row : entities.createQuery(criteria).getResultList()) {
            Object value = value(how.aggregate(), rollUp.field().type(), measured, row);
            if (value != null) {
                values.put(UUID.fromString(row.get(0).toString()), value);
            }
        }
        return values;
    }

    private <C extends BaseRecord> List<Predicate> conditions(
            RecordType<C> child,
            Field<C> link,
            Derivation.RollUp how,
            Collection<UUID> parents,
            HibernateCriteriaBuilder builder,
            Root<C> root) {
        List<Predicate> where = new ArrayList<>();
        where.add(child.only(builder, root));
        where.add(builder.isNull(root.get("deletedAt")));
        where.add(
                link.in(root, builder).in(parents.stream().map(link::comparable).toList()));
        where.add(builder.isTrue(builder.sql(NOT_CLOSED, Boolean.class, root.get("id"))));
        if (!how.filter().isEmpty()) {
            where.add(new Predicates<>(child, builder, root, clock, List.of()).of(how.filter()));
        }
        return where;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <C extends BaseRecord> List<Selection<?>> aggregates(
            Aggregate aggregate, @Nullable Field<C> measured, HibernateCriteriaBuilder builder, Root<C> root) {
        if (measured == null) {
            return List.of(builder.count(root));
        }
        Expression value = measured.in(root, builder);
        return switch (aggregate) {
            // the mean of an SQL database is a double: it is divided here
            case AVERAGE -> List.of(builder.sum(value), builder.count(value));
            case SUM -> List.of(builder.sum(value));
            case MIN -> List.of(builder.least(value));
            case MAX -> List.of(builder.greatest(value));
            case COUNT, LATEST -> throw new IllegalStateException();
        };
    }

    private static @Nullable Object value(Aggregate aggregate, FieldType type, @Nullable Field<?> measured, Tuple row) {
        Object raw = row.get(1);
        if (raw == null || measured == null) {
            return raw instanceof Number count ? Math.toIntExact(Math.min(count.longValue(), Integer.MAX_VALUE)) : raw;
        }
        return switch (aggregate) {
            case AVERAGE -> number(type, decimal(raw).divide(decimal(row.get(2)), MathContext.DECIMAL128));
            case SUM, COUNT -> number(type, decimal(raw));
            case MIN, MAX, LATEST -> single(type, measured, raw);
        };
    }

    /** A value as it came from a column or from an entry. */
    private static @Nullable Object single(FieldType type, Field<?> measured, Object raw) {
        boolean isNumber = type instanceof FieldType.Decimal || type instanceof FieldType.Percent;
        if (isNumber) {
            return decimal(raw);
        }
        return measured.isEntry() ? JsonForm.readOrNothing(measured.type(), flag(measured.type(), raw)) : raw;
    }

    /** An entry is read as text. */
    private static Object flag(FieldType type, Object raw) {
        return type instanceof FieldType.Flag ? Boolean.valueOf(raw.toString()) : raw;
    }

    private static Object number(FieldType type, BigDecimal number) {
        return type instanceof FieldType.Span ? Duration.ofMinutes(number.longValue()) : number;
    }

    private static BigDecimal decimal(Object raw) {
        return switch (raw) {
            case BigDecimal number -> number;
            case Duration span -> BigDecimal.valueOf(span.toMinutes());
            default -> new BigDecimal(raw.toString());
        };
    }
}
