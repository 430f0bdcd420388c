package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On which records the acting user may do what: one condition that stands in every query of the gate, so that lists,
 * counts, searches and writes can't differ. Who may do something to a record may read it, too.
 */
@Component
class RowRights {
    /** Not in the criteria's words, so that PostgreSQL sees an anti-join; the table is small. */
    private static final String OPEN =
            "(not exists (select 1 from record_guard g where g.record_id = ? and not (? = any(g.people))))";

    /** What became part of another record is no record in the bin; only parting the two brings it back. */
    static final String NOT_MERGED = "(not exists (select 1 from record_stub s where s.record_id = ?))";

    private final Access access;
    private final RecordTypes types;
    private final JdbcClient jdbc;

    RowRights(Access access, RecordTypes types, JdbcClient jdbc) {
        this.access = access;
        this.types = types;
        this.jdbc = jdbc;
    }

    /** Holds for the records on which the acting user may do it. */
    <E extends BaseRecord> Predicate within(
            RecordType<E> declared, Operation operation, HibernateCriteriaBuilder builder, From<?, E> root) {
        RecordType<E> type = types.seen(declared);
        Predicate readable = builder.and(
                type.only(builder, root),
                scopes(type, Operation.READ, builder, root),
                open(builder, root),
                discreet(type, builder, root));
        return operation == Operation.READ ? readable : builder.and(scopes(type, operation, builder, root), readable);
    }

    private Predicate open(HibernateCriteriaBuilder builder, From<?, ?> root) {
        if (access.has(SpecialRight.READ_CLOSED)) {
            return builder.conjunction();
        }
        Actor actor = CurrentActor.get();
        Predicate openToActor = open(builder, root, actor.id());
        // who looks through somebody's eyes doesn't see what is closed to themselves
        return actor.viewer() == null ? openToActor : builder.and(openToActor, open(builder, root, actor.viewer()));
    }

    private static Predicate open(HibernateCriteriaBuilder builder, From<?, ?> root, UUID user) {
        return builder.isTrue(builder.sql(OPEN, Boolean.class, root.get("id"), builder.value(user)));
    }

    /** Holds for what isn't confidential, or is the acting user's. */
    private static <E extends BaseRecord> Predicate discreet(
            RecordType<E> type, HibernateCriteriaBuilder builder, From<?, E> root) {
        String confidential = type.conduct().confidential();
        Actor actor = CurrentActor.get();
        if (confidential == null || actor.isSystem()) {
            return builder.conjunction();
        }
        Predicate known = known(type, builder, root, confidential, actor.id());
        return actor.viewer() == null
                ? known
                : builder.and(known, known(type, builder, root, confidential, actor.viewer()));
    }

    private static <E extends BaseRecord> Predicate known(
            RecordType<E> type, HibernateCriteriaBuilder builder, From<?, E> root, String confidential, UUID user) {
        List<Predicate> ways = new ArrayList<>(List.of(
                builder.isFalse(root.get(confidential)),
                builder.equal(root.get("owner"), user),
                builder.equal(root.get("createdBy"), user)));
        participation(type, builder, root, user).ifPresent(ways::add);
        return builder.or(ways.toArray(Predicate[]::new));
    }

    private static <E extends BaseRecord> Optional<Predicate> participation(
            RecordType<E> type, HibernateCriteriaBuilder builder, From<?, E> root, UUID user) {
        return Optional.ofNullable(type.conduct().participants())
                .map(property -> builder.collectionIntersects(root.<List<UUID>>get(property), List.of(user)));
    }

    /** Whether the acting user takes part in the record at hand. */
    <E extends BaseRecord> boolean participates(RecordType<E> type, E record) {
        return participates(type, record, CurrentActor.get().id());
    }

    private <E extends BaseRecord> boolean participates(RecordType<E> type, E record, UUID user) {
        String participants = type.conduct().participants();
        return participants != null
                && types.seen(type).require(participants).get(record) instanceof List<?> users
                && users.contains(user);
    }

    /** The same as {@link #discreet}, of a record at hand that nothing was hidden of. */
    <E extends BaseRecord> boolean mayKnow(RecordType<E> type, E record) {
        String confidential = type.conduct().confidential();
        Actor actor = CurrentActor.get();
        return confidential == null
                || actor.isSystem()
                || !Boolean.TRUE.equals(types.seen(type).require(confidential).get(record))
                || Stream.of(actor.id(), actor.viewer())
                        .filter(Objects::nonNull)
                        .allMatch(user -> user.equals(record.getOwner())
                                || user.equals(record.getCreatedBy())
                                || participates(type, record, user));
    }

    private static boolean isForParticipants(Operation operation) {
        return operation == Operation.READ || operation == Operation.COMMENT;
    }

    private <E extends BaseRecord> Predicate scopes(
            RecordType<E> type, Operation operation, HibernateCriteriaBuilder builder, From<?, E> root) {
        Set<Scope> scopes = access.scopes(type.key(), operation);
        if (scopes.isEmpty()) {
            return builder.disjunction();
        }
        if (scopes.contains(Scope.ALL)) {
            return builder.conjunction();
        }
        UUID me = CurrentActor.get().id();
        Expression<UUID> owner = root.get("owner");
        Expression<UUID> maker = root.get("createdBy");
        List<Predicate> ways = new ArrayList<>(List.of(builder.equal(owner, me), builder.equal(maker, me)));
        if (isForParticipants(operation)) {
            participation(type, builder, root, me).ifPresent(ways::add);
        }
        for (Scope scope : scopes) {
            switch (scope) {
                case TEAM -> ways.add(owner.in(access.colleagues()));
                case MANAGED -> ways.add(owner.in(access.led()));
                case ASSIGNED -> {
                    users(type)
                            .forEach(field -> ways.add(builder.equal(field.in(root, builder), field.comparable(me))));
                    participation(type, builder, root, me).ifPresent(ways::add);
                }
                case ORGANISATION ->
                    type.organisation()
                            .flatMap(property -> access.organisation()
                                    .map(organisation -> builder.equal(root.get(property), organisation)))
                            .ifPresent(ways::add);
                case ALL, OWN, NONE -> {
                    // own records are in every scope
                }
            }
        }
        return builder.or(ways.toArray(Predicate[]::new));
    }

    /** The same as {@link #within}, of a record at hand that nothing was hidden of. */
    <E extends BaseRecord> boolean reaches(RecordType<E> type, Operation operation, E record) {
        return types.seen(type).has(record)
                && holds(type, Operation.READ, record)
                && (operation == Operation.READ || holds(type, operation, record))
                && mayKnow(type, record)
                && isOpen(record.getId());
    }

    private boolean isOpen(UUID record) {
        if (access.has(SpecialRight.READ_CLOSED)) {
            return true;
        }
        Actor actor = CurrentActor.get();
        return jdbc.sql("select not exists (select 1 from record_guard where record_id = ? and not people @> ?)")
                .param(record)
                .param(Stream.of(actor.id(), actor.viewer())
                        .filter(Objects::nonNull)
                        .toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** The same of a record at hand that the gate has read for the acting user. */
    <E extends BaseRecord> boolean holds(RecordType<E> type, Operation operation, E record) {
        Set<Scope> scopes = access.scopes(type.key(), operation);
        return scopes.stream().anyMatch(scope -> applies(type, scope, record).isPresent())
                || !scopes.isEmpty() && isForParticipants(operation) && participates(type, record);
    }

    /** The scope by which the record is in reach of the acting user: this one, or as one of the user's own. */
    <E extends BaseRecord> Optional<Scope> applies(RecordType<E> type, Scope scope, E record) {
        UUID me = CurrentActor.get().id();
        boolean within = switch (scope) {
            case ALL -> true;
            case TEAM -> isOf(record, access.colleagues());
            case MANAGED -> isOf(record, access.led());
            case ASSIGNED -> users(type).anyMatch(field -> me.equals(field.get(record))) || participates(type, record);
            case ORGANISATION -> isOfOrganisation(type, record);
            case OWN, NONE -> false;
        };
        boolean own = scope != Scope.NONE && (me.equals(record.getOwner()) || me.equals(record.getCreatedBy()));
        return own && scope != Scope.ALL ? Optional.of(Scope.OWN) : within ? Optional.of(scope) : Optional.empty();
    }

    private static boolean isOf(BaseRecord record, Set<UUID> people) {
        return record.getOwner() != null && people.contains(record.getOwner());
    }

    private <E extends BaseRecord> boolean isOfOrganisation(RecordType<E> type, E record) {
        return type.organisation()
                .map(property -> property.equals("id")
                        ? record.getId()
                        : types.seen(type).require(property).get(record))
                .filter(organisation ->
                        Objects.equals(organisation, access.organisation().orElse(null)))
                .isPresent();
    }

    /** Of all users that a record names, those included in fields that the acting user doesn't see. */
    private <E extends BaseRecord> Stream<Field<E>> users(RecordType<E> type) {
        return types.seen(type).fields().stream().filter(field -> field.type() instanceof FieldType.User);
    }
}
