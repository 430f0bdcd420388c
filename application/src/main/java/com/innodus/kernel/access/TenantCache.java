package com.innodus.kernel.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.innodus.tenants.context.TenantScope;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong changes = new AtomicLong();

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

    /** Loads outside of the cache's locks: who waits for a connection there would keep those waiting who have one. */
    public V get(K key, Function<K, V> load) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            // what this transaction has changed is for nobody else until it is committed
            return load.apply(key);
        }
        Key<K> of = new Key<>(TenantScope.current().id(), key);
        V known = entries.getIfPresent(of);
        if (known != null) {
            return known;
        }
        long before = changes.get();
        V loaded = load.apply(key);
        if (before == changes.get()) {
            entries.put(of, loaded);
        }
        return loaded;
    }

    /** Forgets what is cached for the current tenant, and again once the change that made it old is committed. */
    public void clear() {
        UUID tenant = TenantScope.current().id();
        forget(tenant);
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, tenant);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResource(TenantCache.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(TenantCache.this, tenant);
                }

                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(TenantCache.this);
                    // until then others read, and cache, what was before
                    forget(tenant);
                }
            });
        }
    }

    private void forget(UUID tenant) {
        // what is being loaded may be what was before
        changes.incrementAndGet();
        entries.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
    }
}
