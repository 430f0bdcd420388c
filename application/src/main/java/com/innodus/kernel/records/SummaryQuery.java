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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaEntityJoin;
import org.hibernate.query.criteria.JpaSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * One grouping statement. Linked records are joined only as far as the acting user may read them. What stands in the
 * statement comes from declarations; groups have no parameters, because a parameter isn't the same expression twice.
 *
 * <p>Texts are grouped as they are stored first, which an index can do, and only what comes of it by their lower-case form:
 * of a million rows a few thousand texts are made lower case and compared. Medians and numbers of different values can't
 * be put together of parts; they are asked of the rows.
 */
final class SummaryQuery<E extends BaseRecord> {
    private final RecordType<E> type;
    private final HibernateCriteriaBuilder builder;
    private final RowRights rows;
    private final FieldPaths paths;
    private final JpaCriteriaQuery<Tuple> criteria;
    private final @Nullable JpaSubQuery<Tuple> parts;
    private final Root<E> root;
    private final Map<String, From<?, ?>> joined = new HashMap<>();
    private final List<Expression<?>> selected = new ArrayList<>();
    private final List<Expression<?>> groups = new ArrayList<>();

    /** How what was selected of parts is put together, in the same order. */
    private final List<Function<Expression<?>, Expression<?>>> together = new ArrayList<>();

    /** Those of the selected by which the whole is grouped, and in which form. */
    private final Map<Integer, Function<Expression<?>, Expression<?>>> groupedBy = new LinkedHashMap<>();

    private int counted;

    SummaryQuery(
            RecordType<E> type, HibernateCriteriaBuilder builder, RowRights rows, FieldPaths paths, Summary asked) {
        this.type = type;
        this.builder = builder;
        this.rows = rows;
        this.paths = paths;
        criteria = builder.createTupleQuery();
        parts = isOfParts(asked) ? criteria.subquery(Tuple.class) : null;
        root = parts == null ? criteria.from(type.entity()) : parts.from(type.entity());
    }

    private boolean isOfParts(Summary asked) {
        return asked.by().stream().distinct().count() == asked.by().size()
                && asked.by().stream()
                        .anyMatch(dimension ->
                                paths.require(type, dimension.path()).field().type() instanceof FieldType.Text)
                && asked.measures().stream()
                        .allMatch(measure -> measure.aggregate().isAdditive());
    }

    Root<E> root() {
        return root;
    }

    CommonAbstractCriteria statement() {
        return parts == null ? criteria : parts;
    }

    JpaCriteriaQuery<Tuple> criteria(Predicate[] where) {
        if (parts != null) {
            return ofParts(parts, where);
        }
        criteria.multiselect(List.<Selection<?>>copyOf(selected)).where(where);
        if (!groups.isEmpty()) {
            criteria.groupBy(groups).orderBy(builder.desc(builder.count(root)));
        }
        return criteria;
    }

    private JpaCriteriaQuery<Tuple> ofParts(JpaSubQuery<Tuple> part, Predicate[] where) {
        List<Selection<?>> named = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            named.add(selected.get(i).alias("part" + i));
        }
        part.multiselect(named).where(where).groupBy(groups);
        From<?, ?> each = criteria.from(part);
        List<Selection<?>> whole = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            whole.add(together.get(i).apply(each.get("part" + i)));
        }
        List<Expression<?>> by = new ArrayList<>();
        groupedBy.forEach((place, form) -> by.add(form.apply(each.get("part" + place))));
        return criteria.multiselect(whole)
                .groupBy(by)
                .orderBy(builder.desc(together.get(counted).apply(each.get("part" + counted))));
    }

    private void select(Expression<?> value, Function<Expression<?>, Expression<?>> combined) {
        selected.add(value);
        together.add(combined);
    }

    private void selectNumber(Expression<Long> number) {
        select(number, part -> builder.sql("cast(sum(?) as bigint)", Long.class, part));
    }

    private void selectFigure(String sql, Expression<?> value) {
        select(figure(sql, value), part -> figure(sql, part));
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
            groupText(value(path));
        } else {
            groupAsItIs(value(path));
        }
    }

    /** As filters compare it, shown in one of its spellings. */
    private void groupText(Expression<?> value) {
        if (parts == null) {
            groups.add(lower(value));
            select(spelling(value), part -> part);
            return;
        }
        groupedBy.put(selected.size(), this::lower);
        groups.add(value);
        select(value, this::spelling);
    }

    private Expression<?> lower(Expression<?> text) {
        return builder.sql("lower(nullif(?, ''))", String.class, text);
    }

    private Expression<?> spelling(Expression<?> text) {
        return builder.sql("min(nullif(?, ''))", String.class, text);
    }

    private void groupAsItIs(Expression<?> value) {
        groupedBy.put(selected.size(), part -> part);
        groups.add(value);
        select(value, part -> part);
    }

    void count() {
        counted = selected.size();
        selectNumber(builder.count(root));
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
            selectNumber(builder.count(root));
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
            case COUNT -> selectNumber(builder.count(value));
            case DISTINCT -> selectNumber(builder.countDistinct(value));
            case SUM -> selectFigure("sum(?)", value);
            case AVERAGE -> {
                selectFigure("sum(?)", value);
                selectNumber(builder.count(value));
            }
            case LEAST -> selectFigure("min(?)", value);
            case GREATEST -> selectFigure("max(?)", value);
            case MEDIAN -> selectFigure("percentile_cont(0.5) within group (order by ?)", value);
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
