package com.innodus.kernel.records.bulk;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.kernel.records.bulk.BulkRun.Tally;
import com.innodus.tenants.context.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Does one thing to many records. Each slice is a transaction of its own: a long action holds no locks for long, shows how
 * far it is, and keeps what is done when it is cancelled.
 */
@Service
public class BulkActions implements DisposableBean {
    /** So many are done at once while the user waits; more in the background. */
    public static final int WHILE_WAITING = 500;

    /** Most records of one action. */
    public static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(BulkActions.class);
    private static final int SLICE = 200;

    private final Records records;
    private final Access access;
    private final AuditTrail audit;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("bulk-", 0).daemon().factory());

    BulkActions(Records records, Access access, AuditTrail audit) {
        this.audit = audit;
        this.records = records;
        this.access = access;
    }

    /** Whether the acting user may do it to many records of the type; to which ones is decided for each. */
    public boolean may(RecordType<?> type, BulkChange change) {
        return access.may(type.key(), Operation.BULK) && access.may(type.key(), operation(change));
    }

    private static Operation operation(BulkChange change) {
        return switch (change) {
            case BulkChange.Edit ignored -> Operation.EDIT;
            case BulkChange.Assign ignored -> Operation.ASSIGN;
            case BulkChange.Delete ignored -> Operation.DELETE;
        };
    }

    /** The records of a list as they are now; an action goes by them and not by the query, which it may change. */
    public <E extends BaseRecord> List<UUID> found(RecordType<E> type, Query query) {
        return records.ids(type, query.to(Operation.BULK), MOST);
    }

    /** Starts it; a small one is over on return. */
    public <E extends BaseRecord> BulkRun start(RecordType<E> type, List<UUID> ids, BulkChange change) {
        if (!may(type, change)) {
            throw new Forbidden(operation(change), type.key());
        }
        List<UUID> chosen = ids.stream().distinct().limit(MOST).toList();
        return begin(chosen.size(), run -> {
            slices(chosen).forEach(slice -> {
                if (!run.isCancelled()) {
                    run.add(Overtaken.retry(() -> permitted(type, slice, change, run)));
                }
            });
            if (change instanceof BulkChange.Delete) {
                audit.note(
                        "records.deleted",
                        type.subject(),
                        Change.fact("#audit.records", run.tally().changed()));
            }
        });
    }

    /** Takes an action back, as far as nobody has changed the records since; a small one is undone on return. */
    public BulkRun undo(BulkRun done) {
        return begin(done.tally().changed(), run -> {
            int from = 0;
            int undone;
            int seen;
            do {
                int start = from;
                Records.Undone slice = Overtaken.retry(() -> records.undo(done.batch(), start, SLICE));
                undone = slice.undone();
                seen = slice.seen();
                run.add(new Tally(undone, seen - undone, 0, null));
                from += SLICE;
            } while (seen == SLICE && !run.isCancelled());
        });
    }

    private BulkRun begin(int total, Consumer<BulkRun> work) {
        BulkRun run = new BulkRun(total);
        if (total <= WHILE_WAITING) {
            carryOut(run, work);
        } else {
            Actor actor = CurrentActor.get();
            workers.execute(TenantScope.capture(() -> CurrentActor.run(actor, () -> carryOut(run, work))));
        }
        return run;
    }

    private static void carryOut(BulkRun run, Consumer<BulkRun> work) {
        try {
            work.accept(run);
        } catch (RuntimeException e) {
            LOG.error(
                    "Bulk action {} stopped after {} of {} records",
                    run.batch(),
                    run.tally().done(),
                    run.total(),
                    e);
            run.fail();
        } finally {
            run.end();
        }
    }

    private <E extends BaseRecord> Tally permitted(
            RecordType<E> type, List<UUID> slice, BulkChange change, BulkRun run) {
        List<UUID> permitted = records.among(type, slice, Operation.BULK);
        return apply(type, permitted, change, run).plus(new Tally(0, slice.size() - permitted.size(), 0, null));
    }

    private <E extends BaseRecord> Tally apply(RecordType<E> type, List<UUID> slice, BulkChange change, BulkRun run) {
        return switch (change) {
            case BulkChange.Edit(var values) -> write(type, slice, values, run);
            case BulkChange.Assign(var to) -> write(type, slice, assigning(to), run);
            case BulkChange.Delete() -> {
                int deleted = records.delete(type, slice, run.context());
                yield new Tally(deleted, slice.size() - deleted, 0, null);
            }
        };
    }

    /** Who may hand records over may not write their other fields for it. */
    private static Map<String, @Nullable Object> assigning(Map<String, @Nullable Object> to) {
        if (!Records.ASSIGNABLE.containsAll(to.keySet())) {
            throw new IllegalArgumentException("Not handed over by " + to.keySet());
        }
        return to;
    }

    private <E extends BaseRecord> Tally write(
            RecordType<E> type, List<UUID> slice, Map<String, @Nullable Object> values, BulkRun run) {
        Tally tally = new Tally(0, 0, 0, null);
        List<Entry> entries = slice.stream().map(id -> new Entry(id, values)).toList();
        for (Outcome outcome : records.writeAll(type, entries, run.context())) {
            tally = tally.plus(
                    switch (outcome) {
                        case Outcome.Saved ignored -> new Tally(1, 0, 0, null);
                        case Outcome.Refused(var problems) ->
                            problems.getFirst().field().isEmpty()
                                    ? new Tally(0, 1, 0, null)
                                    : new Tally(0, 0, 1, problems.getFirst());
                    });
        }
        return tally;
    }

    private static List<List<UUID>> slices(List<UUID> ids) {
        List<List<UUID>> slices = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += SLICE) {
            slices.add(ids.subList(from, Math.min(from + SLICE, ids.size())));
        }
        return slices;
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
