package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Query.Sort;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.criteria.JpaSubQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gate: the one place that reads and writes records. Rights, validation, history and search text live here once, so
 * that screens, files, interfaces and jobs can't differ.
 */
@Service
@Transactional
public class Records {
    /** Fields that say who answers for a record: to write them is a right of its own. */
    public static final Set<String> ASSIGNABLE = Set.of("owner", "team");

    /** Ids in one statement. */
    private static final int AT_ONCE = 1_000;

    private final EntityManager entities;
    private final Access access;
    private final RecordTypes types;
    private final Writes writes;
    private final Matching matching;
    private final RowRights rows;
    private final FieldRights fields;
    private final KnownLinks links;
    private final RelatedRecords related;

    Records(
            EntityManager entities,
            RecordTypes types,
            Access access,
            Writes writes,
            Matching matching,
            RowRights rows,
            FieldRights fields,
            KnownLinks links,
            RelatedRecords related) {
        this.related = related;
        this.links = links;
        this.rows = rows;
        this.fields = fields;
        this.entities = entities;
        this.types = types;
        this.matching = matching;
        this.access = access;
        this.writes = writes;
    }

    /**
     * Where a page of a list ends.
     *
     * @param sortValues of the last record, in the order of the sorts
     */
    public record Edge(List<@Nullable Object> sortValues, UUID id) {}

    /** A record that was written, with the version that the next write stands upon. */
    public record Written(UUID id, int version, boolean changed) {}

    /** A record as it is mentioned elsewhere. */
    public record Mention(UUID id, String title) {}

    /** A record was made, changed, deleted or restored; published within the transaction. */
    public record RecordWritten(String type, UUID id, History.Kind kind, List<History.FieldChange> changes) {}

    /**
     * Somebody made a user answer for records; published within the transaction.
     *
     * @param field the field of users that was set
     */
    public record Assigned(String type, List<UUID> records, String field, UUID user, WriteContext context) {}

    // reading

    /** Records after {@code after} (null: from the start), in the query's order; {@code skip} of them are passed over. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<E> page(
            RecordType<E> declared, Query query, @Nullable Edge after, int skip, int limit) {
        RecordType<E> type = types.seen(declared);
        List<Keyset.Stretch<E>> stretches =
                after == null ? List.of(Keyset.all()) : Keyset.behind(type, sorts(type, query), after);
        List<E> page = new ArrayList<>();
        int toSkip = skip;
        for (Keyset.Stretch<E> stretch : stretches) {
            if (page.size() < limit) {
                page.addAll(select(type, query, stretch, toSkip, limit - page.size()));
                boolean isLast = stretch == stretches.getLast();
                toSkip = page.isEmpty() && toSkip > 0 && !isLast ? toSkip - count(type, query, stretch, toSkip) : 0;
            }
        }
        entities.clear();
        veil(type, page);
        return page;
    }

    private <E extends BaseRecord> List<E> select(
            RecordType<E> type, Query query, Keyset.Stretch<E> stretch, int skip, int limit) {
        HibernateCriteriaBuilder builder = builder();
        JpaCriteriaQuery<E> criteria = builder.createQuery(type.entity());
        JpaRoot<E> root = criteria.from(type.entity());
        List<Sort> sorts = sorts(type, query);
        if (query.search().isBlank()) {
            criteria.where(conditions(type, query, stretch, builder, criteria, root))
                    .offset(skip)
                    .fetch(limit);
        } else {
            // a search that has to walk the list reads an index that has the words, and then only the rows of the page
            JpaSubQuery<UUID> found = criteria.subquery(UUID.class);
            JpaRoot<E> each = found.from(type.entity());
            found.select(each.get("id"))
                    .where(conditions(type, query, stretch, builder, found, each))
                    .orderBy(Keyset.order(type, builder, each, sorts))
                    .offset(skip)
                    .fetch(limit);
            criteria.where(root.get("id").in(found));
        }
        criteria.select(root).orderBy(Keyset.order(type, builder, root, sorts));
        return toRead(criteria).getResultList();
    }

    /** The edge that a record forms in the query's order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public <E extends BaseRecord> Edge edge(RecordType<E> type, Query query, E record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Sort sort : sorts(type, query)) {
            values.add(Keyset.valueOrNull(types.seen(type), record, sort.field()));
        }
        return new Edge(values, record.getId());
    }

    /** How many records there are, counted up to {@code limit}. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> int count(RecordType<E> type, Query query, int limit) {
        return count(types.seen(type), query, Keyset.all(), limit);
    }

    private <E extends BaseRecord> int count(RecordType<E> type, Query query, Keyset.Stretch<E> stretch, int limit) {
        HibernateCriteriaBuilder builder = builder();
        JpaCriteriaQuery<Long> criteria = builder.createQuery(Long.class);
        JpaSubQuery<Tuple> some = criteria.subquery(Tuple.class);
        JpaRoot<E> root = some.from(type.entity());
        Selection<UUID> id = root.<UUID>get("id");
        id.alias("id");
        some.multiselect(id)
                .where(conditions(type, query, stretch, builder, some, root))
                .fetch(limit);
        criteria.from(some);
        criteria.select(builder.count());
        return entities.createQuery(criteria).getSingleResult().intValue();
    }

    /**
     * The records that have one value of a field.
     *
     * @param value null for those that have none; of days and moments the month, such as {@code 2026-11}
     * @param sums of amounts, by field key
     */
    public record Group(@Nullable Object value, long count, Map<String, BigDecimal> sums) {
        /** Both together. */
        public Group with(Group other) {
            Map<String, BigDecimal> both = new LinkedHashMap<>(sums);
            other.sums.forEach((field, sum) -> both.merge(field, sum, BigDecimal::add));
            return new Group(value, count + other.count, both);
        }
    }

    /**
     * How many of the records have which value of a field, and what their amounts come to; the largest first, but months in
     * their order.
     */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Group> groups(
            RecordType<E> declared, Query query, Field<E> by, List<Field<E>> amounts) {
        RecordType<E> type = types.seen(declared);
        for (Field<E> hidden : fields.hidden(type)) {
            if (Stream.concat(Stream.of(by), amounts.stream()).map(Field::key).anyMatch(hidden.key()::equals)) {
                throw new InvalidFilter("field", hidden.key());
            }
        }
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<E> root = criteria.from(type.entity());
        Expression<?> value = Predicates.grouped(builder, root, by);
        List<Selection<?>> selected = new ArrayList<>(List.of(value, builder.count(root)));
        amounts.forEach(amount -> selected.add(builder.sum(amount(amount, root, builder))));
        criteria.multiselect(selected)
                .where(conditions(type, query, Keyset.all(), builder, criteria, root))
                .groupBy(value)
                .orderBy(Predicates.isByMonth(by) ? builder.asc(value) : builder.desc(builder.count(root)));
        List<Group> groups = entities.createQuery(criteria)
                .getResultStream()
                .map(row -> group(row, by, amounts))
                .toList();
        return by.type() instanceof FieldType.Link(String target) ? withoutUnknown(target, groups) : groups;
    }

    /** Records that link to what the acting user may not read stand with those that link to nothing. */
    private List<Group> withoutUnknown(String target, List<Group> groups) {
        List<UUID> linked = groups.stream()
                .map(Group::value)
                .filter(Objects::nonNull)
                .map(UUID.class::cast)
                .toList();
        Set<UUID> known = new HashSet<>();
        for (int from = 0; from < linked.size(); from += AT_ONCE) {
            known.addAll(titles(types.require(target), linked.subList(from, Math.min(from + AT_ONCE, linked.size())))
                    .keySet());
        }
        List<Group> shown = new ArrayList<>();
        Group none = null;
        for (Group group : groups) {
            if (group.value() != null && known.contains(group.value())) {
                shown.add(group);
            } else {
                none = none == null ? new Group(null, group.count(), group.sums()) : none.with(group);
            }
        }
        if (none != null) {
            shown.add(none);
        }
        return shown;
    }

    @SuppressWarnings("unchecked")
    private static <E extends BaseRecord> Expression<BigDecimal> amount(
            Field<E> field, Root<E> root, HibernateCriteriaBuilder builder) {
        return (Expression<BigDecimal>) field.in(root, builder);
    }

    private static <E extends BaseRecord> Group group(Tuple row, Field<E> by, List<Field<E>> amounts) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (int i = 0; i < amounts.size(); i++) {
            BigDecimal sum = row.get(i + 2, BigDecimal.class);
            sums.put(amounts.get(i).key(), sum == null ? BigDecimal.ZERO : sum);
        }
        return new Group(
                by.isEntry() && !Predicates.isByMonth(by) ? JsonForm.readOrNothing(by.type(), row.get(0)) : row.get(0),
                row.get(1, Long.class),
                sums);
    }

    /** Ids of the records, in the query's order. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<UUID> ids(RecordType<E> declared, Query query, int limit) {
        RecordType<E> type = types.seen(declared);
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        criteria.select(root.get("id"))
                .where(conditions(type, query, Keyset.all(), builder, criteria, root))
                .orderBy(Keyset.order(type, builder, root, sorts(type, query)));
        return entities.createQuery(criteria).setMaxResults(limit).getResultList();
    }

    /** The record, if it exists and the acting user may read it. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<E> find(RecordType<E> type, UUID id) {
        Optional<E> found = writes.attached(type, id, Operation.READ).filter(record -> record.getDeletedAt() == null);
        found.ifPresent(record -> {
            entities.detach(record);
            veil(type, List.of(record));
        });
        return found;
    }

    /** Whether the acting user may read the record, in the recycle bin too. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean reaches(RecordType<E> type, UUID id) {
        return writes.attached(type, id, Operation.READ).isPresent();
    }

    /**
     * The record.
     *
     * @throws RecordNotFound also when the acting user may not read it
     */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> E get(RecordType<E> type, UUID id) {
        return find(type, id).orElseThrow(() -> new RecordNotFound(type.key(), id));
    }

    /** Those of the records that exist and that the acting user may read, in the order of the ids, in one statement. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<E> all(RecordType<E> type, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        HibernateCriteriaBuilder builder = builder();
        JpaCriteriaQuery<E> criteria = builder.createQuery(type.entity());
        JpaRoot<E> root = criteria.from(type.entity());
        List<Predicate> where = readable(type, builder, root);
        where.add(root.get("id").in(ids));
        criteria.select(root).where(where.toArray(Predicate[]::new));
        Map<UUID, E> found =
                toRead(criteria).getResultStream().collect(Collectors.toMap(BaseRecord::getId, record -> record));
        entities.clear();
        veil(type, found.values());
        return ids.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Those of the records to which the acting user may do it, in their order, in one statement. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<UUID> among(RecordType<E> type, Collection<UUID> ids, Operation operation) {
        if (ids.isEmpty()) {
            return List.of();
        }
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        criteria.select(root.get("id"))
                .where(
                        root.get("id").in(ids),
                        builder.isNull(root.get("deletedAt")),
                        rows.within(type, operation, builder, root));
        Set<UUID> found = Set.copyOf(entities.createQuery(criteria).getResultList());
        return ids.stream().filter(found::contains).toList();
    }

    /** Those of the records that a filter finds and that the acting user may read. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Set<UUID> fitting(RecordType<E> declared, Filter filter, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        RecordType<E> type = types.seen(declared);
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        List<Predicate> where = new ArrayList<>(
                List.of(conditions(type, new Query(filter, "", List.of()), Keyset.all(), builder, criteria, root)));
        where.add(root.get("id").in(ids));
        criteria.select(root.get("id")).where(where.toArray(Predicate[]::new));
        return Set.copyOf(entities.createQuery(criteria).getResultList());
    }

    /** Whether a record that the acting user may read is among what a query finds. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean finds(RecordType<E> declared, Query query, UUID id) {
        RecordType<E> type = types.seen(declared);
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        List<Predicate> where =
                new ArrayList<>(List.of(conditions(type, query, Keyset.all(), builder, criteria, root)));
        where.add(builder.equal(root.get("id"), id));
        criteria.select(root.get("id")).where(where.toArray(Predicate[]::new));
        return !entities.createQuery(criteria).getResultList().isEmpty();
    }

    /** Titles of records of a type, in one statement for each thousand; those that the acting user may not read are left out. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Map<UUID, String> titles(RecordType<E> type, Collection<UUID> ids) {
        List<UUID> each = List.copyOf(new LinkedHashSet<>(ids));
        Map<UUID, String> titles = new HashMap<>();
        for (int from = 0; from < each.size(); from += AT_ONCE) {
            HibernateCriteriaBuilder builder = builder();
            CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
            Root<E> root = criteria.from(type.entity());
            List<Predicate> where = readable(type, builder, root);
            where.add(root.get("id").in(each.subList(from, Math.min(from + AT_ONCE, each.size()))));
            criteria.multiselect(root.get("id"), root.get("title")).where(where.toArray(Predicate[]::new));
            entities.createQuery(criteria)
                    .getResultList()
                    .forEach(row -> titles.put(row.get(0, UUID.class), row.get(1, String.class)));
        }
        return titles;
    }

    /** Who of several users may read a record, with one statement for all of them. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Set<UUID> readers(RecordType<E> type, UUID id, Collection<Actor> users) {
        Set<UUID> readers = new LinkedHashSet<>();
        List<Actor> each = List.copyOf(users);
        for (int from = 0; from < each.size(); from += AT_ONCE) {
            readers.addAll(readersAmong(type, id, each.subList(from, Math.min(from + AT_ONCE, each.size()))));
        }
        return readers;
    }

    private <E extends BaseRecord> List<UUID> readersAmong(RecordType<E> type, UUID id, List<Actor> users) {
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<E> root = criteria.from(type.entity());
        List<Selection<?>> columns = new ArrayList<>();
        // what each of them may read is a column of its own
        for (Actor user : users) {
            Predicate[] may =
                    CurrentActor.as(user, () -> readable(type, builder, root).toArray(Predicate[]::new));
            columns.add(
                    builder.<Boolean>selectCase().when(builder.and(may), true).otherwise(false));
        }
        criteria.multiselect(columns).where(builder.equal(root.get("id"), id));
        List<Tuple> rows = entities.createQuery(criteria).getResultList();
        return rows.isEmpty()
                ? List.of()
                : IntStream.range(0, users.size())
                        .filter(at -> Boolean.TRUE.equals(rows.getFirst().get(at)))
                        .mapToObj(at -> users.get(at).id())
                        .toList();
    }

    /** Titles of all records that these link to, one statement for each type that they lead to. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Map<UUID, String> linkedTitles(RecordType<E> type, Collection<E> page) {
        Map<String, Set<UUID>> byTarget = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            String target = field.linkTarget();
            if (target != null) {
                page.forEach(record -> byTarget.computeIfAbsent(target, key -> new LinkedHashSet<>())
                        .addAll(field.linked(record)));
            }
        }
        Map<UUID, String> titles = new HashMap<>();
        byTarget.forEach((target, ids) -> titles.putAll(titles(types.require(target), ids)));
        return titles;
    }

    /** Whether the type has what the filter asks for: its fields, with values of their kind. */
    public <E extends BaseRecord> boolean fits(RecordType<E> type, Filter filter) {
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<E> criteria = builder.createQuery(type.entity());
        Root<E> root = criteria.from(type.entity());
        try {
            related.predicates(types.seen(type), builder, criteria, root).of(filter);
            return true;
        } catch (InvalidFilter e) {
            return false;
        }
    }

    /** A record in the recycle bin. */
    public record Deleted(UUID id, String title, Instant at) {}

    /** The records that were deleted last and that the acting user may bring back. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Deleted> deleted(RecordType<E> type, int skip, int limit) {
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<E> root = criteria.from(type.entity());
        criteria.multiselect(root.get("id"), root.get("title"), root.get("deletedAt"))
                .where(
                        builder.isNotNull(root.get("deletedAt")),
                        builder.isTrue(builder.sql(RowRights.NOT_MERGED, Boolean.class, root.get("id"))),
                        rows.within(type, Operation.DELETE, builder, root))
                .orderBy(builder.desc(root.get("deletedAt")), builder.asc(root.get("id")));
        return entities.createQuery(criteria)
                .setFirstResult(skip)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Deleted(row.get(0, UUID.class), row.get(1, String.class), row.get(2, Instant.class)))
                .toList();
    }

    /** Records whose words match, best titles first; for pickers and global search. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Mention> suggest(RecordType<E> type, String search, int skip, int limit) {
        if (!access.may(type.key(), Operation.READ)) {
            return List.of();
        }
        return page(type, new Query(Filter.NONE, search, List.of()), null, skip, limit).stream()
                .map(record -> new Mention(record.getId(), record.getTitle()))
                .toList();
    }

    /** Living records with exactly this title, whatever its case; a few at most, those that were changed last. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<UUID> titled(RecordType<E> type, String title, int limit) {
        return matching.titled(type, title, limit);
    }

    /** Whether the acting user may do it to this record. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean may(RecordType<E> type, E record, Operation operation) {
        // what somebody may not read of the record may be what gives the right
        return fields.hidden(type).isEmpty()
                ? rows.holds(type, operation, record)
                : !among(type, List.of(record.getId()), operation).isEmpty();
    }

    /**
     * Living records that the acting user may read and that have one of these values, by the value in its {@link #matchForm}; of several records the
     * oldest. For recognising what an import brings again.
     */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Map<String, UUID> having(
            RecordType<E> type, Field<E> field, Collection<String> values) {
        return values.isEmpty() ? Map.of() : matching.find(type, field, values);
    }

    /** Which of these are records that live, whoever may read them; for programs that keep ids of ours. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Set<UUID> living(RecordType<E> type, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        HibernateCriteriaBuilder builder = builder();
        CriteriaQuery<UUID> criteria = builder.createQuery(UUID.class);
        Root<E> root = criteria.from(type.entity());
        criteria.select(root.get("id"))
                .where(
                        root.get("id").in(ids),
                        builder.isNull(root.get("deletedAt")),
                        types.seen(type).only(builder, root));
        return entities.createQuery(criteria).getResultStream().collect(Collectors.toSet());
    }

    /** A value as {@link #having} compares it, or null for a value that recognises nothing. */
    public static @Nullable String matchForm(Field<?> field, @Nullable Object value) {
        return Matching.form(field, value);
    }

    // writing

    /** Makes a record of these values, by field key. */
    public <E extends BaseRecord> Written create(RecordType<E> type, Map<String, @Nullable Object> values) {
        return writes.create(type.whole(), values, WriteContext.SINGLE);
    }

    /**
     * Writes values, by field key, on top of the version that they were edited on.
     *
     * @param base the values as they were read, for the fields in {@code values}; when a colleague changed other fields
     *     meanwhile both changes stand
     * @throws RecordConflict when a colleague changed one of the same fields
     */
    public <E extends BaseRecord> Written change(
            RecordType<E> type,
            UUID id,
            int version,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> base) {
        return writes.change(type.whole(), id, version, values, base, WriteContext.SINGLE);
    }

    /** Writes values whatever the version; for bulk actions. */
    public <E extends BaseRecord> Written change(
            RecordType<E> type, UUID id, Map<String, @Nullable Object> values, WriteContext context) {
        return writes.change(type.whole(), id, null, values, Map.of(), context);
    }

    /** What {@link #writeAll} shall do: make a record, or change the one with this id. */
    public record Entry(@Nullable UUID id, Map<String, @Nullable Object> values) {}

    /** How one entry ended. */
    public sealed interface Outcome {
        record Saved(Written written) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}
    }

    /** Writes many records at once; what is wrong with one doesn't stop the others. In the order of the entries. */
    public <E extends BaseRecord> List<Outcome> writeAll(
            RecordType<E> type, List<Entry> entries, WriteContext context) {
        return writes.writeAll(type.whole(), entries, context);
    }

    /** Moves records to the recycle bin; those that the acting user may not delete stay. */
    public <E extends BaseRecord> int delete(RecordType<E> type, Collection<UUID> ids, WriteContext context) {
        return writes.delete(type.whole(), ids, context);
    }

    /** Brings records back from the recycle bin. */
    public <E extends BaseRecord> int restore(RecordType<E> type, Collection<UUID> ids) {
        return writes.restore(type.whole(), ids, WriteContext.SINGLE);
    }

    /**
     * Takes back a bulk action or import, as far as nobody has changed the records since; returns how many records.
     *
     * @throws Forbidden when the acting user neither did it nor is an administrator
     */
    public int undo(UUID batch) {
        return writes.undo(types, batch, 0, Integer.MAX_VALUE).undone();
    }

    /**
     * A part of taking back a long bulk action.
     *
     * @param seen how many of the action's entries this part had; fewer than asked for at the end
     */
    public record Undone(int undone, int seen) {}

    /** Takes back one part of a bulk action, so that no transaction gets long. */
    public Undone undo(UUID batch, int skip, int limit) {
        return writes.undo(types, batch, skip, limit);
    }

    /** Values of the writable fields, as a form edits them. */
    public <E extends BaseRecord> Map<String, @Nullable Object> values(RecordType<E> type, E record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.seen(type).fields().stream()
                .filter(Field::isWritable)
                .forEach(field -> values.put(field.key(), field.get(record)));
        return values;
    }

    // inside

    /** Of records that nobody will write no second copy is kept to compare with. */
    private <E> TypedQuery<E> toRead(CriteriaQuery<E> criteria) {
        return entities.createQuery(criteria).setHint(HibernateHints.HINT_READ_ONLY, true);
    }

    private HibernateCriteriaBuilder builder() {
        return (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
    }

    /** An order by what the acting user may not read would tell it. */
    private <E extends BaseRecord> List<Sort> sorts(RecordType<E> type, Query query) {
        List<Field<E>> hidden = fields.hidden(type);
        List<Sort> sorts = query.sorts().stream()
                .filter(sort -> hidden.stream().noneMatch(field -> field.key().equals(sort.field())))
                .toList();
        return sorts.isEmpty() ? List.of(new Sort("title", true)) : sorts;
    }

    /** Empties what the acting user may not read, of records that no session watches. */
    private <E extends BaseRecord> void veil(RecordType<E> type, Collection<E> found) {
        fields.hidden(type).forEach(field -> found.forEach(field::hide));
    }

    <E extends BaseRecord> Predicate[] conditions(
            RecordType<E> type,
            Query query,
            Keyset.Stretch<E> stretch,
            HibernateCriteriaBuilder builder,
            CommonAbstractCriteria statement,
            Root<E> root) {
        List<Predicate> where = readable(type, builder, root);
        if (query.purpose() != null) {
            where.add(rows.within(type, query.purpose(), builder, root));
        }
        Predicates<E> predicates = related.predicates(type, builder, statement, root);
        if (!query.filter().isEmpty()) {
            where.add(predicates.of(links.of(type, query.filter())));
        }
        if (!query.search().isBlank()) {
            where.add(predicates.search(query.search()));
        }
        where.add(stretch.of(builder, root));
        return where.toArray(Predicate[]::new);
    }

    private <E extends BaseRecord> List<Predicate> readable(
            RecordType<E> type, HibernateCriteriaBuilder builder, Root<E> root) {
        List<Predicate> where = new ArrayList<>();
        where.add(builder.isNull(root.get("deletedAt")));
        where.add(rows.within(type, Operation.READ, builder, root));
        return where;
    }
}
