package com.innodus.kernel.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** How often somebody may do something, counted on this node, for each tenant apart. */
public final class RateLimit {
    private final int times;
    private final Duration per;
    private final Cache<String, Bucket> buckets;

    public RateLimit(int times, Duration per) {
        this.times = times;
        this.per = per;
        buckets = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(per)
                .build();
    }

    /** Whether it may be done once more. */
    public boolean allows(String who) {
        return bucket(who).tryConsume(1);
    }

    /**
     * How often it may still be done.
     *
     * @param seconds until it may be done as often as ever; until it may be done at all, where it may not
     */
    public record Left(boolean allowed, long limit, long remaining, long seconds) {}

    /** Does it once more, if that is allowed. */
    public Left take(String who) {
        ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
        long nanos = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Left(probe.isConsumed(), times, probe.getRemainingTokens(), Math.ceilDiv(nanos, 1_000_000_000L));
    }

    /** It counted, but needn't have. */
    public void giveBack(String who) {
        bucket(who).addTokens(1);
    }

    private Bucket bucket(String who) {
        Tenant tenant = TenantScope.currentOrNull();
        return buckets.get(
                (tenant == null ? "" : tenant.id()) + "|" + who,
                key -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(times)
                                .refillGreedy(times, per)
                                .build())
                        .build());
    }
}
