package com.innodus.tenants.context;

import com.innodus.tenants.catalogue.Tenant;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The tenant that the running code works for. Bound at the outermost edge (request, job, command) and visible to all
 * that is called from there; nothing deeper can switch it silently. There is no default.
 */
public final class TenantScope {
    /** The session is noted because a command for another session may run on this thread, see {@link AmbientTenant}. */
    private record Binding(Tenant tenant, @Nullable Object boundIn) {}

    private static final ScopedValue<Binding> CURRENT = ScopedValue.newInstance();

    private static final AmbientTenant AMBIENT =
            ServiceLoader.load(AmbientTenant.class).findFirst().orElse(AmbientTenant.NONE);

    private TenantScope() {}

    /**
     * The tenant to work for.
     *
     * @throws NoTenant when nothing bound one
     */
    public static Tenant current() {
        Tenant tenant = currentOrNull();
        if (tenant == null) {
            throw new NoTenant();
        }
        return tenant;
    }

    /** The tenant to work for, or null on the base host and outside any request or job. */
    public static @Nullable Tenant currentOrNull() {
        Object session = AMBIENT.currentSession();
        Binding binding = CURRENT.isBound() ? CURRENT.get() : null;
        // a push to another user's window may run on this thread: then that session decides, not the thread
        if (session != null && (binding == null || binding.boundIn() != session)) {
            Tenant own = AMBIENT.tenantOf(session);
            if (own != null) {
                return own;
            }
        }
        return binding == null ? null : binding.tenant();
    }

    /** Runs {@code body} for {@code tenant}. */
    public static void run(Tenant tenant, Runnable body) {
        supply(tenant, () -> {
            body.run();
            return true;
        });
    }

    /** Runs {@code body} for {@code tenant} and returns its result. */
    public static <T extends @Nullable Object> T call(Tenant tenant, Callable<T> body) throws Exception {
        return ScopedValue.where(CURRENT, new Binding(tenant, AMBIENT.currentSession()))
                .call(() -> {
                    try (var _ = NameInLogs.of(tenant)) {
                        return body.call();
                    }
                });
    }

    /** Like {@link #call} for a body that throws nothing checked. */
    public static <T extends @Nullable Object> T supply(Tenant tenant, java.util.function.Supplier<T> body) {
        return ScopedValue.where(CURRENT, new Binding(tenant, AMBIENT.currentSession()))
                .call(() -> {
                    try (var _ = NameInLogs.of(tenant)) {
                        return body.get();
                    }
                });
    }

    /** The session whose code runs on this thread, if any; others bind to it as this class does. */
    public static @Nullable Object ambientSession() {
        return AMBIENT.currentSession();
    }

    /** A task that works for the tenant of the code that made it, on whatever thread it runs. */
    public static Runnable capture(Runnable body) {
        Tenant tenant = currentOrNull();
        return tenant == null ? body : () -> run(tenant, body);
    }
}
