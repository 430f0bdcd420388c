package com.innodus.kernel.automation;

import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the tenant.
 *
 * @param version counts the changes; what was set off by an older one is done as that one said
 * @param owner with whose present rights it acts: who changed it last
 */
public record Rule(UUID id, int version, boolean enabled, UUID owner, Definition definition) {
    /**
     * What a rule says.
     *
     * @param filter the conditions, in their text form
     * @param once whether it fires once for each record and no more
     * @param quietFrom from then on it waits until {@code quietUntil}; both null for never
     */
    public record Definition(
            String name,
            String recordType,
            Trigger trigger,
            String filter,
            List<Action> actions,
            boolean once,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil) {
        public Definition {
            actions = List.copyOf(actions);
        }

        /** Whether it waits for a time, not for what somebody does. */
        boolean isTimed() {
            return trigger instanceof Trigger.DayComes || trigger instanceof Trigger.Schedule;
        }
    }
}
