package com.innodus.kernel.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one role may do.
 *
 * @param grants by type and operation; type {@link #ANY_TYPE} holds for types without a grant of their own
 * @param fields only those that are not {@link FieldRight#EDIT}
 */
public record RoleRights(Map<Grant, Scope> grants, Map<FieldOf, FieldRight> fields, Set<SpecialRight> special) {
    public static final String ANY_TYPE = "*";

    static final RoleRights NOTHING = new RoleRights(Map.of(), Map.of(), Set.of());

    public record Grant(String recordType, Operation operation) {}

    public record FieldOf(String recordType, String field) {}

    /** The same with another grant; null for none of its own, so that what holds for all types holds. */
    public RoleRights with(Grant grant, @Nullable Scope scope) {
        Map<Grant, Scope> changed = new HashMap<>(grants);
        if (scope == null) {
            changed.remove(grant);
        } else {
            changed.put(grant, scope);
        }
        return new RoleRights(changed, fields, special);
    }

    public RoleRights with(FieldOf field, FieldRight right) {
        Map<FieldOf, FieldRight> changed = new HashMap<>(fields);
        changed.remove(field);
        if (right != FieldRight.EDIT) {
            changed.put(field, right);
        }
        return new RoleRights(grants, changed, special);
    }

    public RoleRights with(SpecialRight right, boolean given) {
        Set<SpecialRight> changed = new HashSet<>(special);
        if (given) {
            changed.add(right);
        } else {
            changed.remove(right);
        }
        return new RoleRights(grants, fields, changed);
    }

    public RoleRights {
        grants = Map.copyOf(grants);
        fields = Map.copyOf(fields);
        special = Set.copyOf(special);
    }

    public Scope scope(String recordType, Operation operation) {
        Scope own = grants.get(new Grant(recordType, operation));
        return own != null ? own : grants.getOrDefault(new Grant(ANY_TYPE, operation), Scope.NONE);
    }

    /** Whether the type has grants of its own. */
    public boolean isOwn(String recordType, Operation operation) {
        return grants.containsKey(new Grant(recordType, operation));
    }

    /** What the role says of a field; null where it has no say, because it doesn't read the type. */
    public @Nullable FieldRight field(String recordType, String field) {
        return scope(recordType, Operation.READ) == Scope.NONE
                ? null
                : fields.getOrDefault(new FieldOf(recordType, field), FieldRight.EDIT);
    }
}
