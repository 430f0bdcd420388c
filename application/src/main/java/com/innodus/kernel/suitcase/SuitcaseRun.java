package com.innodus.kernel.suitcase;

import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.suitcase.Suitcases.State;
import com.innodus.kernel.suitcase.Suitcases.SuitcaseAsked;
import com.innodus.tenants.context.TenantScope;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Packs suitcases in the background, one after the other. */
@Component
class SuitcaseRun implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SuitcaseRun.class);

    private final Suitcases suitcases;
    private final Packing packing;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("suitcase-", 0).daemon().factory());

    SuitcaseRun(Suitcases suitcases, Packing packing) {
        this.suitcases = suitcases;
        this.packing = packing;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void packSoon(SuitcaseAsked asked) {
        worker.execute(TenantScope.capture(() -> pack(asked.id())));
    }

    private void pack(UUID id) {
        try {
            try (Parts parts = new Parts((number, content) -> suitcases.append(id, number, content))) {
                packing.pack(parts, (done, steps) -> suitcases.progress(id, done, steps));
            }
            suitcases.end(id, State.DONE);
        } catch (RuntimeException e) {
            LOG.error("Suitcase {} could not be packed", id, e);
            suitcases.end(id, State.FAILED);
        }
    }

    @Override
    public void sweep() {
        suitcases.tidy();
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
