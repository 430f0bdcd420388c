package com.innodus.kernel.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.innodus.tenants.context.TenantScope;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The only cache of tenants' data: the tenant is part of every key. Another node's change is seen within the time that
 * entries live.
 */
public final class TenantCache<K, V> {
    private record Key<K>(UUID tenant, K key) {}

    private final Cache<Key<K>, V> entries;

    public TenantCache() {
        this(Duration.ofSeconds(10));
    }

    /** @param timeToLive how old an entry may get */
    public TenantCache(Duration timeToLive) {
        entries = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(timeToLive)
                .build();
    }

    public V get(K key, Function<K, V> load) {
        return entries.get(new Key<>(TenantScope.current().id(), key), k -> load.apply(k.key()));
    }

    /** Forgets what is cached for the current tenant, and again once the change that made it old is committed. */
    public void clear() {
        UUID tenant = TenantScope.current().id();
        forget(tenant);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // until then others read, and cache, what was before
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget(tenant);
                }
            });
        }
    }

    private void forget(UUID tenant) {
        entries.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
    }
}
