package com.innodus.kernel.access;

import com.innodus.tenants.context.TenantScope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who acts on this thread: bound by a job or command, else the person who is logged in. */
public final class CurrentActor {
    private record Binding(Actor actor, @Nullable Object boundIn) {}

    private static final ScopedValue<Binding> BOUND = ScopedValue.newInstance();

    private CurrentActor() {}

    /**
     * Who acts.
     *
     * @throws NobodyActs when nobody is logged in and no job bound an actor
     */
    public static Actor get() {
        Actor actor = orNull();
        if (actor == null) {
            throw new NobodyActs();
        }
        return actor;
    }

    public static @Nullable Actor orNull() {
        // a push to another user's window may run on this thread: then that session's user acts
        if (BOUND.isBound() && BOUND.get().boundIn() == TenantScope.ambientSession()) {
            return BOUND.get().actor();
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof ActorHolder holder
                ? holder.actor()
                : null;
    }

    /** Runs {@code body} as {@code actor}. */
    public static <T extends @Nullable Object> T as(Actor actor, Supplier<T> body) {
        return ScopedValue.where(BOUND, new Binding(actor, TenantScope.ambientSession()))
                .call(body::get);
    }

    /** Runs {@code body} as {@code actor}. */
    public static void run(Actor actor, Runnable body) {
        ScopedValue.where(BOUND, new Binding(actor, TenantScope.ambientSession()))
                .run(body);
    }

    /** Whether who acts was let do this at all: a program may less than the person for whom it acts. */
    public static boolean isLetDo(String recordType, Operation operation) {
        if (BOUND.isBound() && BOUND.get().boundIn() == TenantScope.ambientSession()) {
            return true;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                || !(authentication.getPrincipal() instanceof ActorHolder holder)
                || holder.isLetDo(recordType, operation);
    }

    /** A principal of Spring Security that stands for an actor. */
    public interface ActorHolder {
        Actor actor();

        /** Whether it was let do this; whether the actor may is asked besides. */
        default boolean isLetDo(String recordType, Operation operation) {
            return true;
        }
    }

    /** Nobody is logged in where somebody must be. */
    public static class NobodyActs extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NobodyActs() {
            super("Nobody is logged in here");
        }
    }
}
