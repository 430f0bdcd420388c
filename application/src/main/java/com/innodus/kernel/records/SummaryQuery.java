package com.innodus.kernel.records;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaEntityJoin;

/**
 * One grouping statement. Linked records are joined only as far as the acting user may read them. What stands in the
 * statement comes from declarations; groups have no parameters, because a parameter isn't the same expression twice.
 */
final class SummaryQuery<E extends BaseRecord> {
    private final RecordType<E> type;
    private final HibernateCriteriaBuilder builder;
    private final RowRights rows;
    private final FieldPaths paths;
    private final JpaCriteriaQuery<Tuple> criteria;
    private final Root<E> root;
    private final Map<String, From<?, ?>> joined = new HashMap<>();
    private final List<Selection<?>> selected = new ArrayList<>();
    private final List<Expression<?>> groups = new ArrayList<>();

    SummaryQuery(RecordType<E> type, HibernateCriteriaBuilder builder, RowRights rows, FieldPaths paths) {
        this.type = type;
        this.builder = builder;
        this.rows = rows;
        this.paths = paths;
        criteria = builder.createTupleQuery();
        root = criteria.from(type.entity());
    }

    Root<E> root() {
        return root;
    }

    CommonAbstractCriteria statement() {
        return criteria;
    }

    JpaCriteriaQuery<Tuple> criteria(Predicate[] where) {
        criteria.multiselect(selected).where(where);
        if (!groups.isEmpty()) {
            criteria.groupBy(groups).orderBy(builder.desc(builder.count(root)));
        }
        return criteria;
    }

    void group(Dimension dimension) {
        FieldPath path = paths.require(type, dimension.path());
        FieldType kind = path.field().type();
        if (!Abilities.isGroupable(kind) || (dimension.grain() != null) != isTime(kind)) {
            throw new InvalidFilter("field", dimension.path());
        }
        if (dimension.grain() != null) {
            groupAsItIs(time(path, dimension.grain()));
        } else if (kind instanceof FieldType.Link) {
            // of the linked record and not of the link, which may lead to what the acting user doesn't know
            groupAsItIs(at(path.links(), new FieldPath.Link(path.owner(), path.field(), paths.to(path)))
                    .get("id"));
        } else if (kind instanceof FieldType.Text) {
            // as filters compare it, shown in one of its spellings
            groups.add(builder.sql("lower(nullif(?, ''))", String.class, value(path)));
            selected.add(builder.sql("min(nullif(?, ''))", String.class, value(path)));
        } else {
            groupAsItIs(value(path));
        }
    }

    private void groupAsItIs(Expression<?> value) {
        groups.add(value);
        selected.add(value);
    }

    void count() {
        selected.add(builder.count(root));
    }

    /** @param path of the field that says the currency, or with a point behind it of a price */
    void groupByCurrency(String path) {
        if (!path.endsWith(".")) {
            groupAsItIs(value(paths.known(type, path)));
            return;
        }
        FieldPath price = paths.require(type, path.substring(0, path.length() - 1));
        groupAsItIs(builder.sql(
                "(? -> '" + price.field().key() + "' ->> 'currency')",
                String.class,
                at(price.links()).get("extra")));
    }

    void measure(Measure measure) {
        if (measure.aggregate() == Aggregate.COUNT && measure.path().isEmpty()) {
            selected.add(builder.count(root));
            return;
        }
        FieldPath path = paths.require(type, measure.path());
        FieldType kind = path.field().type();
        boolean fits = measure.aggregate().needsFigures()
                ? Abilities.isAddedUp(kind)
                : Abilities.isGroupable(kind) || Abilities.isAddedUp(kind);
        if (!fits) {
            throw new InvalidFilter("field", measure.path());
        }
        Expression<?> value = value(path);
        switch (measure.aggregate()) {
            case COUNT -> selected.add(builder.count(value));
            case DISTINCT -> selected.add(builder.countDistinct(value));
            case SUM -> selected.add(figure("sum(?)", value));
            case AVERAGE -> {
                selected.add(figure("sum(?)", value));
                selected.add(builder.count(value));
            }
            case LEAST -> selected.add(figure("min(?)", value));
            case GREATEST -> selected.add(figure("max(?)", value));
            case MEDIAN -> selected.add(figure("percentile_cont(0.5) within group (order by ?)", value));
        }
    }

    private Expression<BigDecimal> figure(String sql, Expression<?> value) {
        return builder.sql("cast(" + sql + " as numeric)", BigDecimal.class, value);
    }

    private static boolean isTime(FieldType kind) {
        return kind instanceof FieldType.Day || kind instanceof FieldType.Moment;
    }

    private Expression<?> time(FieldPath path, Grain grain) {
        boolean isMoment = path.field().type() instanceof FieldType.Moment;
        String value = path.field().isEntry() ? isMoment ? "cast(? as timestamptz)" : "cast(? as date)" : "?";
        return builder.sql(
                "to_char("
                        + (isMoment ? "timezone('" + Predicates.ZONE.getId() + "', " + value + ")" : value)
                        + ", '" + grain.pattern() + "')",
                String.class,
                value(path));
    }

    private Expression<?> value(FieldPath path) {
        return value(at(path.links()), path.field());
    }

    @SuppressWarnings("unchecked")
    private <T extends BaseRecord> Expression<?> value(From<?, ?> from, Field<?> field) {
        return ((Field<T>) field).in((From<?, T>) from, builder);
    }

    private From<?, ?> at(List<FieldPath.Link> links) {
        return links.isEmpty() ? root : at(links.subList(0, links.size() - 1), links.getLast());
    }

    private From<?, ?> at(List<FieldPath.Link> before, FieldPath.Link last) {
        String name = new FieldPath(before, last.from(), last.field()).text();
        From<?, ?> known = joined.get(name);
        if (known == null) {
            known = join(at(before), last.field(), last.to());
            joined.put(name, known);
        }
        return known;
    }

    private <T extends BaseRecord> From<?, T> join(From<?, ?> from, Field<?> link, RecordType<T> to) {
        JpaEntityJoin<?, T> join = ((org.hibernate.query.criteria.JpaFrom<?, ?>) from).join(to.entity(), JoinType.LEFT);
        Expression<?> value = value(from, link);
        Expression<?> id = link.isEntry() ? builder.sql("cast(? as uuid)", UUID.class, value) : value;
        join.on(
                builder.equal(join.get("id"), id),
                builder.isNull(join.get("deletedAt")),
                rows.within(to, Operation.READ, builder, join));
        return join;
    }
}
