package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Counts what a list finds beside the list: a filter without an index would hold its rows back. */
@Component
class Counting implements DisposableBean {
    /** More are not counted. */
    static final int LIMIT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);

    private final Records records;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            4, Thread.ofPlatform().name("count-", 0).daemon().factory());

    Counting(Records records) {
        this.records = records;
    }

    /** @param use gets the number, one above the limit where there are more; in the window that asked */
    <E extends BaseRecord> void count(RecordType<E> type, Query query, IntConsumer use) {
        UI window = UI.getCurrent();
        Actor actor = CurrentActor.get();
        workers.execute(TenantScope.capture(() -> CurrentActor.run(actor, () -> {
            try {
                int found = records.count(type, query, LIMIT + 1);
                window.access(() -> use.accept(found));
            } catch (UIDetachedException e) {
                LOG.debug("Nobody waits for the count any more", e);
            } catch (RuntimeException e) {
                LOG.error("Counting {} failed", type, e);
            }
        })));
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
