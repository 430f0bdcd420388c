package com.innodus.kernel.notifications;

import com.innodus.tenants.context.TenantScope;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The open windows of this server, by tenant and user. A window on another server learns of a notification when its user
 * goes to the next screen.
 */
@Component
public class Bells {
    private final ConcurrentHashMap<Key, Set<Runnable>> windows = new ConcurrentHashMap<>();

    private record Key(UUID tenant, UUID user) {}

    /** Calls the window whenever the user is told something, until the result is run. */
    public Runnable listen(UUID user, Runnable window) {
        Key key = new Key(TenantScope.current().id(), user);
        windows.compute(key, (k, others) -> {
            Set<Runnable> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(window);
            return all;
        });
        return () -> windows.computeIfPresent(key, (k, all) -> {
            all.remove(window);
            return all.isEmpty() ? null : all;
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void ring(Notifications.Told told) {
        Set<Runnable> rung = windows.getOrDefault(new Key(TenantScope.current().id(), told.user()), Set.of());
        // on a thread of its own, which works for no tenant and nobody: the window's session decides both
        rung.forEach(window -> Thread.ofVirtual().name("bell").start(window));
    }
}
