package com.innodus.kernel.access;

import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.features.Features;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What the acting user may do, from all of the user's roles: their own, those of their teams, and the baseline that
 * everybody has. The most generous counts. Asked by the gate, never by a view alone.
 */
@Service
public class Access {
    private final Users users;
    private final Features features;
    private final RecordFeatures recordFeatures;
    private final TenantRoles roles;
    private final Teams teams;
    private final TenantCache<UUID, Optional<UUID>> organisations = new TenantCache<>();

    Access(Users users, Features features, RecordFeatures recordFeatures, TenantRoles roles, Teams teams) {
        this.users = users;
        this.features = features;
        this.recordFeatures = recordFeatures;
        this.roles = roles;
        this.teams = teams;
    }

    /**
     * A role of a user.
     *
     * @param team through which the user has it; null for the user's own and the baseline
     */
    public record Held(String role, @Nullable String team) {}

    /** On which records of the type the acting user may do it; on none where the type's feature is off. */
    public Set<Scope> scopes(String recordType, Operation operation) {
        if (!features.isOn(recordFeatures.featureOf(recordType)) || !CurrentActor.isLetDo(recordType, operation)) {
            return Set.of();
        }
        if (CurrentActor.get().isSystem()) {
            return Set.of(Scope.ALL);
        }
        if (CurrentActor.get().isViewed() && operation != Operation.READ) {
            return Set.of();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        rights().forEach(role -> scopes.add(role.scope(recordType, operation)));
        scopes.remove(Scope.NONE);
        return scopes.contains(Scope.ALL) ? Set.of(Scope.ALL) : scopes;
    }

    public boolean may(String recordType, Operation operation) {
        return !scopes(recordType, operation).isEmpty();
    }

    /** Whether no record of the type is out of the acting user's reach, except closed ones. */
    public boolean seesAll(String recordType) {
        return scopes(recordType, Operation.READ).contains(Scope.ALL);
    }

    /** Keys of the type's fields that the acting user may not read. */
    public Set<String> hiddenFields(String recordType) {
        return fieldsBelow(recordType, FieldRight.READ);
    }

    /** Keys of the type's fields that the acting user may not write, hidden ones included. */
    public Set<String> lockedFields(String recordType) {
        return fieldsBelow(recordType, FieldRight.EDIT);
    }

    private Set<String> fieldsBelow(String recordType, FieldRight least) {
        if (CurrentActor.get().isSystem()) {
            return Set.of();
        }
        List<RoleRights> having = rights();
        // a field is out of reach only where a role says so, and no other role says more
        return having.stream()
                .flatMap(role -> role.fields().keySet().stream())
                .filter(of -> of.recordType().equals(recordType))
                .map(RoleRights.FieldOf::field)
                .filter(field -> having.stream()
                        .map(role -> role.field(recordType, field))
                        .filter(Objects::nonNull)
                        .noneMatch(right -> right.compareTo(least) >= 0))
                .collect(Collectors.toCollection(HashSet::new));
    }

    public boolean has(SpecialRight right) {
        Actor actor = CurrentActor.get();
        return actor.isSystem()
                || !actor.isViewed()
                        && rights().stream().anyMatch(role -> role.special().contains(right));
    }

    /** Everybody in the acting user's teams, the user included. */
    public Set<UUID> colleagues() {
        UUID me = CurrentActor.get().id();
        Set<UUID> people = new LinkedHashSet<>(Set.of(me));
        teams.of(me).forEach(team -> people.addAll(team.people()));
        return people;
    }

    /** Everybody in the teams that the acting user leads, the user included. */
    public Set<UUID> led() {
        UUID me = CurrentActor.get().id();
        Set<UUID> people = new LinkedHashSet<>(Set.of(me));
        teams.of(me).stream().filter(team -> me.equals(team.lead())).forEach(team -> people.addAll(team.people()));
        return people;
    }

    /** The acting user's teams. */
    public Set<UUID> teams() {
        return teams.of(CurrentActor.get().id()).stream().map(Team::id).collect(Collectors.toSet());
    }

    /** The teams that the acting user leads. */
    public Set<UUID> ledTeams() {
        UUID me = CurrentActor.get().id();
        return teams.of(me).stream()
                .filter(team -> me.equals(team.lead()))
                .map(Team::id)
                .collect(Collectors.toSet());
    }

    /** The organisation that the acting user belongs to. */
    public Optional<UUID> organisation() {
        return organisations.get(CurrentActor.get().id(), users::organisation);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void seeUsersAnew(Users.UserChanged change) {
        organisations.clear();
    }

    /** The acting user's roles. */
    public List<Held> held() {
        Actor actor = CurrentActor.get();
        List<Held> held = new ArrayList<>(List.of(new Held(actor.role(), null), new Held(Roles.BASELINE, null)));
        teams.of(actor.id()).forEach(team -> team.roles().forEach(role -> held.add(new Held(role, team.name()))));
        return held;
    }

    /** By which roles the acting user may do it, and on which records each lets them. */
    public Map<Held, Scope> reasons(String recordType, Operation operation) {
        Map<Held, Scope> reasons = new LinkedHashMap<>();
        for (Held each : held()) {
            Scope scope = roles.rights(each.role()).scope(recordType, operation);
            if (scope != Scope.NONE) {
                reasons.put(each, scope);
            }
        }
        return reasons;
    }

    private List<RoleRights> rights() {
        return held().stream().map(each -> roles.rights(each.role())).toList();
    }

    /** Sets one grant of a role. */
    @Transactional
    public void grant(String role, String recordType, Operation operation, Scope scope) {
        roles.grant(role, new Grant(recordType, operation), scope);
    }
}
