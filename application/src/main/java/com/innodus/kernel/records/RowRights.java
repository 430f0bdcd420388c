package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.records.RowCondition.All;
import com.innodus.kernel.records.RowCondition.Any;
import com.innodus.kernel.records.RowCondition.Denies;
import com.innodus.kernel.records.RowCondition.Names;
import com.innodus.kernel.records.RowCondition.OfType;
import com.innodus.kernel.records.RowCondition.OneOf;
import com.innodus.kernel.records.RowCondition.OpenTo;
import com.innodus.kernel.records.RowCondition.WithoutTeam;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On which records the acting user may do what: one {@link RowCondition} that stands in every query of the gate and is asked
 * of each record at hand, so that lists, counts, searches and writes can't differ. Who may do something to a record may read
 * it, too.
 */
@Component
class RowRights {
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
            RecordType<E> type, Operation operation, HibernateCriteriaBuilder builder, From<?, E> root) {
        return reach(types.seen(type), operation).in(builder, root);
    }

    /** The same of a record at hand that nothing was hidden of. */
    <E extends BaseRecord> boolean reaches(RecordType<E> type, Operation operation, E record) {
        return reach(types.seen(type), operation).of(record);
    }

    /** The same of a record at hand that the gate has read for the acting user. */
    <E extends BaseRecord> boolean holds(RecordType<E> type, Operation operation, E record) {
        return scopes(types.seen(type), operation).of(record);
    }

    /** The scope by which the record is in reach of the acting user: this one, or as one of the user's own. */
    <E extends BaseRecord> Optional<Scope> applies(RecordType<E> type, Scope scope, E record) {
        if (scope != Scope.ALL
                && scope != Scope.NONE
                && own(CurrentActor.get().id()).of(record)) {
            return Optional.of(Scope.OWN);
        }
        return scope(types.seen(type), scope).of(record) ? Optional.of(scope) : Optional.empty();
    }

    /** Whether the acting user takes part in the record at hand. */
    <E extends BaseRecord> boolean participates(RecordType<E> type, E record) {
        return participation(types.seen(type), CurrentActor.get().id()).of(record);
    }

    /** Whether the record at hand isn't confidential, or is the acting user's. */
    <E extends BaseRecord> boolean mayKnow(RecordType<E> type, E record) {
        return discreet(types.seen(type)).of(record);
    }

    private <E extends BaseRecord> RowCondition<E> reach(RecordType<E> type, Operation operation) {
        List<RowCondition<E>> parts = new ArrayList<>(List.of(new OfType<>(type), scopes(type, Operation.READ)));
        if (operation != Operation.READ) {
            parts.add(scopes(type, operation));
        }
        parts.add(discreet(type));
        // last, for of a record at hand it costs a statement
        parts.add(open());
        return new All<>(parts);
    }

    private <E extends BaseRecord> RowCondition<E> scopes(RecordType<E> type, Operation operation) {
        Set<Scope> scopes = access.scopes(type.key(), operation);
        if (scopes.isEmpty()) {
            return RowCondition.never();
        }
        if (scopes.contains(Scope.ALL)) {
            return RowCondition.always();
        }
        UUID me = CurrentActor.get().id();
        List<RowCondition<E>> ways = new ArrayList<>(List.of(own(me)));
        if (operation == Operation.READ || operation == Operation.COMMENT) {
            ways.add(participation(type, me));
        }
        scopes.forEach(scope -> ways.add(scope(type, scope)));
        return new Any<>(ways);
    }

    /** What a scope holds beside the user's own records. */
    private <E extends BaseRecord> RowCondition<E> scope(RecordType<E> type, Scope scope) {
        UUID me = CurrentActor.get().id();
        return switch (scope) {
            case ALL -> RowCondition.always();
            case TEAM -> ofTeams(access.teams(), access.colleagues());
            case MANAGED -> ofTeams(access.ledTeams(), access.led());
            case ASSIGNED -> {
                List<RowCondition<E>> ways = new ArrayList<>(List.of(participation(type, me)));
                // of all users that a record names, those included in fields that the acting user doesn't see
                type.fields().stream()
                        .filter(field -> field.type() instanceof FieldType.User)
                        .forEach(field -> ways.add(new Names<>(field, me)));
                yield new Any<>(ways);
            }
            case ORGANISATION ->
                access.organisation()
                        .flatMap(organisation -> ofOrganisation(type, organisation))
                        .orElse(RowCondition.never());
            case OWN, NONE -> RowCondition.never();
        };
    }

    /** A record is its team's; where it has none, that of its owner's teams. */
    private static <E extends BaseRecord> RowCondition<E> ofTeams(Set<UUID> teams, Set<UUID> people) {
        return new Any<>(List.of(
                new OneOf<>("team", BaseRecord::getTeam, teams),
                new All<>(List.of(new WithoutTeam<>(), new OneOf<>("owner", BaseRecord::getOwner, people)))));
    }

    private static <E extends BaseRecord> Optional<RowCondition<E>> ofOrganisation(
            RecordType<E> type, UUID organisation) {
        return type.organisation()
                .map(property -> property.equals("id")
                        ? new OneOf<>(property, BaseRecord::getId, Set.of(organisation))
                        : new Names<>(type.require(property), organisation));
    }

    private static <E extends BaseRecord> RowCondition<E> own(UUID user) {
        return new Any<>(List.of(
                new OneOf<>("owner", BaseRecord::getOwner, Set.of(user)),
                new OneOf<>("createdBy", BaseRecord::getCreatedBy, Set.of(user))));
    }

    private static <E extends BaseRecord> RowCondition<E> participation(RecordType<E> type, UUID user) {
        String participants = type.conduct().participants();
        return participants == null ? RowCondition.never() : new Names<>(type.require(participants), user);
    }

    /** Holds for what isn't confidential, or is the acting user's. */
    private static <E extends BaseRecord> RowCondition<E> discreet(RecordType<E> type) {
        String confidential = type.conduct().confidential();
        return confidential == null || CurrentActor.get().isSystem()
                ? RowCondition.always()
                : ofAllWhoLook(user -> new Any<>(
                        List.of(new Denies<>(type.require(confidential)), own(user), participation(type, user))));
    }

    /** Holds for what isn't closed to the acting user. */
    private <E extends BaseRecord> RowCondition<E> open() {
        return access.has(SpecialRight.READ_CLOSED)
                ? RowCondition.always()
                : ofAllWhoLook(user -> new OpenTo<>(user, this::isOpen));
    }

    /** Who looks through somebody's eyes doesn't see what is hidden from themselves. */
    private static <E extends BaseRecord> RowCondition<E> ofAllWhoLook(Function<UUID, RowCondition<E>> condition) {
        Actor actor = CurrentActor.get();
        return new All<>(Stream.of(actor.id(), actor.viewer())
                .filter(Objects::nonNull)
                .map(condition)
                .toList());
    }

    private boolean isOpen(UUID record, UUID user) {
        return jdbc.sql("select not exists (select 1 from record_guard where record_id = ? and not ? = any(people))")
                .params(record, user)
                .query(Boolean.class)
                .single();
    }
}
