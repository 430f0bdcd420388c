package com.innodus.kernel.webhooks;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.kernel.outbound.UnsafeAddress;
import com.innodus.kernel.webhooks.Deliveries.Attempt;
import com.innodus.kernel.webhooks.Deliveries.Delivery;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells webhooks what waits for them. Each is leased before the request and noted after it, so no transaction is open
 * meanwhile; when the server dies in between, another tells it again, by the same {@code webhook-id}.
 */
@Component
public class WebhookWorker implements TenantSweep, DisposableBean {
    static final String JOB = "webhooks";

    /** After so many in a row that were given up, each after a day, nobody is there any more. */
    static final int MOST_FAILURES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final int THREADS = 8;

    private final TransactionOperations transactions;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookEvents events;
    private final Outbound outbound;
    private final Notifications notifications;
    private final TenantJobs jobs;
    private final Clock clock;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("webhooks-", 0).daemon().factory());

    WebhookWorker(
            TransactionOperations transactions,
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookEvents events,
            Outbound outbound,
            Notifications notifications,
            TenantJobs jobs,
            Clock clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.events = events;
        this.outbound = outbound;
        this.notifications = notifications;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public void sweep() {
        workers.execute(TenantScope.capture(() -> {
            transactions.executeWithoutResult(status -> deliveries.forgetOld());
            tellDue();
        }));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void soon(Deliveries.Queued queued) {
        workers.execute(TenantScope.capture(this::tellDue));
    }

    /** Tells all that is due in the current tenant. */
    void tellDue() {
        boolean more = true;
        while (more) {
            Optional<Delivery> claimed = Objects.requireNonNull(transactions.execute(status -> deliveries.claim()));
            claimed.ifPresent(this::tell);
            more = claimed.isPresent();
        }
    }

    /** Sends something to try the address with, and tells how that went. */
    public Delivery tryOut(UUID webhook) {
        Delivery test = Objects.requireNonNull(transactions.execute(status -> {
            Webhooks.demand(Operation.EDIT);
            UUID id = events.test(webhooks.byId(webhook).orElseThrow());
            // leased before anybody else knows of it, so that whoever waits here learns how it went
            return deliveries.claim(id).orElseThrow();
        }));
        tell(test);
        return Objects.requireNonNull(
                transactions.execute(status -> deliveries.find(test.id()).orElseThrow()));
    }

    private void tell(Delivery delivery) {
        // gone in between, it takes its deliveries along
        Objects.requireNonNull(transactions.execute(status -> webhooks.byId(delivery.webhook())
                        .map(hook -> new Target(hook.url(), webhooks.secret(hook.id())))))
                .ifPresent(target -> {
                    Attempt attempt = attempt(delivery, target);
                    transactions.executeWithoutResult(status -> note(delivery, attempt));
                });
    }

    private record Target(String url, String secret) {}

    private Attempt attempt(Delivery delivery, Target target) {
        long began = System.nanoTime();
        try {
            long seconds = clock.instant().getEpochSecond();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("User-Agent", "Innodus-Webhooks/1");
            headers.put("webhook-id", delivery.id().toString());
            headers.put("webhook-timestamp", Long.toString(seconds));
            headers.put(
                    "webhook-signature",
                    Signature.of(target.secret(), delivery.id().toString(), seconds, delivery.body()));
            return new Attempt(outbound.post(target.url(), headers, delivery.body()), null, since(began));
        } catch (UnsafeAddress | UnknownHostException e) {
            return new Attempt(null, "webhooks.problem.address", since(began));
        } catch (SSLException e) {
            return new Attempt(null, "webhooks.problem.tls", since(began));
        } catch (IOException e) {
            LOG.debug("Webhook delivery {} failed", delivery.id(), e);
            return new Attempt(null, "webhooks.problem.connection", since(began));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void note(Delivery delivery, Attempt attempt) {
        Instant next = next(delivery, attempt);
        if (!deliveries.note(delivery, attempt, next) || delivery.topic().equals(WebhookEvents.TEST)) {
            return;
        }
        UUID id = delivery.webhook();
        if (attempt.isGood()) {
            webhooks.noteSuccess(id);
        } else if (next != null) {
            jobs.wakeAt(JOB, next);
        } else {
            int failures = webhooks.noteFailure(id);
            if (attempt.isUnsubscribed()) {
                switchOff(id, "webhooks.off.gone");
            } else if (failures >= MOST_FAILURES) {
                switchOff(id, "webhooks.off.failures");
            } else if (failures == 1) {
                tellOwner(id, Notifications.Kind.WEBHOOK_FAILED);
            }
        }
    }

    private @Nullable Instant next(Delivery delivery, Attempt attempt) {
        List<Duration> pauses = Deliveries.PAUSES;
        boolean tried = attempt.isGood()
                || attempt.isUnsubscribed()
                || delivery.topic().equals(WebhookEvents.TEST)
                || delivery.attempts() > pauses.size();
        return tried ? null : clock.instant().plus(pauses.get(delivery.attempts() - 1));
    }

    private void switchOff(UUID id, String reason) {
        webhooks.switchOff(id, reason);
        tellOwner(id, Notifications.Kind.WEBHOOK_OFF);
    }

    private void tellOwner(UUID id, Notifications.Kind kind) {
        webhooks.byId(id)
                .ifPresent(hook ->
                        notifications.tell(hook.owner(), kind, List.of(hook.name()), "settings/webhooks/" + hook.id()));
    }

    @Override
    public void destroy() {
        workers.shutdown();
    }
}
