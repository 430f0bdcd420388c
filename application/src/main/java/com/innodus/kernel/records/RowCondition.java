package com.innodus.kernel.records;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a record: said once, then asked in a query as well as of a record at hand, so that what a list shows
 * and what a sheet opens can't differ.
 *
 * @param <E> the record
 */
sealed interface RowCondition<E extends BaseRecord> {
    /** As a part of a query. */
    Predicate in(HibernateCriteriaBuilder builder, From<?, E> root);

    /** Of a record at hand that nothing was hidden of. */
    boolean of(E record);

    static <E extends BaseRecord> RowCondition<E> always() {
        return new All<>(List.of());
    }

    static <E extends BaseRecord> RowCondition<E> never() {
        return new Any<>(List.of());
    }

    /** Each of them holds. */
    record All<E extends BaseRecord>(List<RowCondition<E>> parts) implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return builder.and(
                    parts.stream().map(part -> part.in(builder, root)).toArray(Predicate[]::new));
        }

        @Override
        public boolean of(E record) {
            return parts.stream().allMatch(part -> part.of(record));
        }
    }

    /** One of them holds. */
    record Any<E extends BaseRecord>(List<RowCondition<E>> parts) implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return builder.or(parts.stream().map(part -> part.in(builder, root)).toArray(Predicate[]::new));
        }

        @Override
        public boolean of(E record) {
            return parts.stream().anyMatch(part -> part.of(record));
        }
    }

    /** It is of this type; the types that a tenant made share a table. */
    record OfType<E extends BaseRecord>(RecordType<E> type) implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return type.only(builder, root);
        }

        @Override
        public boolean of(E record) {
            return type.has(record);
        }
    }

    /** What every record has, such as its owner, is one of these. */
    record OneOf<E extends BaseRecord>(String property, Function<E, @Nullable UUID> value, Set<UUID> ids)
            implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            Expression<UUID> column = root.get(property);
            return ids.isEmpty()
                    ? builder.disjunction()
                    : ids.size() == 1 ? builder.equal(column, ids.iterator().next()) : column.in(ids);
        }

        @Override
        public boolean of(E record) {
            UUID id = value.apply(record);
            return id != null && ids.contains(id);
        }
    }

    /** No team answers for it. */
    record WithoutTeam<E extends BaseRecord>() implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return builder.isNull(root.get("team"));
        }

        @Override
        public boolean of(E record) {
            return record.getTeam() == null;
        }
    }

    /** A field holds the id, alone or among others. */
    record Names<E extends BaseRecord>(Field<E> field, UUID id) implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return isOfSeveral() && !field.isEntry()
                    ? builder.collectionIntersects(root.<Collection<UUID>>get(field.key()), List.of(id))
                    : builder.equal(field.in(root, builder), field.comparable(id));
        }

        private boolean isOfSeveral() {
            return field.type() instanceof FieldType.Users || field.type() instanceof FieldType.Links;
        }

        @Override
        public boolean of(E record) {
            Object value = field.get(record);
            return value instanceof Collection<?> several ? several.contains(id) : id.equals(value);
        }
    }

    /** A field of yes or no says no. */
    record Denies<E extends BaseRecord>(Field<E> field) implements RowCondition<E> {
        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return builder.isFalse(root.get(field.key()));
        }

        @Override
        public boolean of(E record) {
            return Boolean.FALSE.equals(field.get(record));
        }
    }

    /**
     * It isn't closed to the user.
     *
     * @param isOpen asks the same of one record
     */
    record OpenTo<E extends BaseRecord>(UUID user, BiPredicate<UUID, UUID> isOpen) implements RowCondition<E> {
        /** Not in the criteria's words, so that PostgreSQL sees an anti-join; the table is small. */
        private static final String OPEN =
                "(not exists (select 1 from record_guard g where g.record_id = ? and not (? = any(g.people))))";

        @Override
        public Predicate in(HibernateCriteriaBuilder builder, From<?, E> root) {
            return builder.isTrue(builder.sql(OPEN, Boolean.class, root.get("id"), builder.value(user)));
        }

        @Override
        public boolean of(E record) {
            return isOpen.test(record.getId(), user);
        }
    }
}
