package com.innodus.kernel.records;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Filter.Related;
import com.innodus.kernel.records.Ways.Way;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.stereotype.Component;

/**
 * Filters by what stands in linked records. Only those that the acting user may read are asked, and only by fields that
 * the user may read: the others are as if they weren't there.
 */
@Component
class RelatedRecords {
    /** From one linked record to the next. */
    private static final int MOST_WAYS = 3;

    private final Ways ways;
    private final RowRights rows;
    private final FieldRights fields;
    private final KnownLinks links;
    private final RecordTypes types;
    private final Clock clock;

    RelatedRecords(Ways ways, RowRights rows, FieldRights fields, KnownLinks links, RecordTypes types, Clock clock) {
        this.ways = ways;
        this.rows = rows;
        this.fields = fields;
        this.links = links;
        this.types = types;
        this.clock = clock;
    }

    /** Predicates of a type that know the ways to other records. */
    <E extends BaseRecord> Predicates<E> predicates(
            RecordType<E> type, HibernateCriteriaBuilder builder, CommonAbstractCriteria query, From<?, E> root) {
        return predicates(type, builder, query, root, 0);
    }

    private <E extends BaseRecord> Predicates<E> predicates(
            RecordType<E> type,
            HibernateCriteriaBuilder builder,
            CommonAbstractCriteria query,
            From<?, E> root,
            int gone) {
        return new Predicates<>(type, builder, root, clock, fields.hidden(type), related -> {
            if (gone == MOST_WAYS) {
                throw new InvalidFilter("syntax", related.way());
            }
            return there(type, builder, query, root, related, gone + 1);
        });
    }

    private <E extends BaseRecord> Predicate there(
            RecordType<E> type,
            HibernateCriteriaBuilder builder,
            CommonAbstractCriteria query,
            From<?, E> root,
            Related related,
            int gone) {
        Way way = ways.require(type, related.way());
        return there(types.seen(way.to()), way, builder, query, root, related.part(), gone);
    }

    /** An "exists" that PostgreSQL turns into a join, or answers by index, as the rest of the list makes it better. */
    private <T extends BaseRecord> Predicate there(
            RecordType<T> to,
            Way way,
            HibernateCriteriaBuilder builder,
            CommonAbstractCriteria query,
            From<?, ?> root,
            Filter part,
            int gone) {
        Subquery<Integer> found = query.subquery(Integer.class);
        Root<T> other = found.from(to.entity());
        List<Predicate> where = new ArrayList<>();
        where.add(way.isBack() ? joined(way.link(), builder, other, root) : joined(way.link(), builder, root, other));
        where.add(builder.isNull(other.get("deletedAt")));
        where.add(rows.within(to, Operation.READ, builder, other));
        if (!part.isEmpty()) {
            where.add(predicates(to, builder, found, other, gone).of(links.of(to, part)));
        }
        found.select(builder.literal(1)).where(where.toArray(Predicate[]::new));
        return builder.exists(found);
    }

    /** @param from the record with the link */
    private static Predicate joined(Field<?> link, HibernateCriteriaBuilder builder, From<?, ?> from, From<?, ?> to) {
        Expression<UUID> id = to.get("id");
        boolean isSeveral = link.type() instanceof FieldType.Links;
        if (link.isEntry()) {
            return isSeveral
                    ? builder.isTrue(builder.sql(
                            "(? @> jsonb_build_object('" + link.key() + "', jsonb_build_array(cast(? as text))))",
                            Boolean.class,
                            from.get("extra"),
                            id))
                    : builder.isTrue(builder.sql(
                            "((? ->> '" + link.key() + "') = cast(? as text))", Boolean.class, from.get("extra"), id));
        }
        return isSeveral
                ? builder.isTrue(builder.sql("(? @> array[?])", Boolean.class, from.get(link.key()), id))
                : builder.equal(from.get(link.key()), id);
    }
}
