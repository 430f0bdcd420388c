package com.innodus.kernel.records.bulk;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.kernel.records.bulk.BulkRun.Tally;
import com.innodus.tenants.context.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does one thing to many records. Each slice is a transaction of its own: a long action holds no locks for long, shows how
 * far it is, and keeps what is done when it is cancelled. How far it is is noted in the slice's own transaction: when the
 * server dies another goes on with the next slice, so that each record is seen to once.
 */
@Service
public class BulkActions implements TenantSweep, DisposableBean {
    /** So many are done at once while the user waits; more in the background. */
    public static final int WHILE_WAITING = 500;

    /** Most records of one action. */
    public static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(BulkActions.class);
    private static final int SLICE = 200;
    private static final String JOB = "bulk";

    private final Records records;
    private final Access access;
    private final AuditTrail audit;
    private final BulkRuns runs;
    private final RecordTypes types;
    private final Users users;
    private final TenantJobs jobs;
    private final TransactionOperations transactions;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("bulk-", 0).daemon().factory());

    private volatile boolean closing;

    /** Those that this server carries out or is about to; a long queue doesn't make orphans of them. */
    private final Set<UUID> mine = ConcurrentHashMap.newKeySet();

    BulkActions(
            Records records,
            Access access,
            AuditTrail audit,
            BulkRuns runs,
            RecordTypes types,
            Users users,
            TenantJobs jobs,
            TransactionOperations transactions) {
        this.audit = audit;
        this.records = records;
        this.access = access;
        this.runs = runs;
        this.types = types;
        this.users = users;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /** Another server goes on with the action. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
        BulkRun run = new BulkRun(chosen.size());
        runs.begin(run, type, chosen, change);
        return begin(run, () -> change(type, chosen, 0, change, run));
    }

    /** Takes an action back, as far as nobody has changed the records since; a small one is undone on return. */
    public BulkRun undo(BulkRun done) {
        BulkRun run = new BulkRun(done.tally().changed());
        runs.beginUndo(run, done.batch());
        return begin(run, () -> takeBack(done.batch(), 0, run));
    }

    private <E extends BaseRecord> void change(
            RecordType<E> type, List<UUID> chosen, int done, BulkChange change, BulkRun run) {
        for (int from = done; from < chosen.size() && !run.isCancelled(); from += SLICE) {
            List<UUID> slice = chosen.subList(from, Math.min(from + SLICE, chosen.size()));
            int start = from;
            run.add(slice(() -> noted(run, start, slice.size(), permitted(type, slice, change, run))));
        }
        if (change instanceof BulkChange.Delete) {
            audit.note(
                    "records.deleted",
                    type.subject(),
                    Change.fact("#audit.records", run.tally().changed()));
        }
    }

    private void takeBack(UUID batch, int done, BulkRun run) {
        int from = done;
        int seen = SLICE;
        while (seen == SLICE && !run.isCancelled()) {
            int start = from;
            Tally slice = slice(() -> {
                Records.Undone part = records.undo(batch, start, SLICE);
                Tally tally = new Tally(part.undone(), part.seen() - part.undone(), 0, null);
                return noted(run, start, part.seen(), tally);
            });
            run.add(slice);
            seen = slice.done();
            from += SLICE;
        }
    }

    private Tally slice(Supplier<Tally> work) {
        return Overtaken.retry(() -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }

    private Tally noted(BulkRun run, int from, int seen, Tally slice) {
        if (!runs.advance(run.batch(), from, seen, slice)) {
            throw new Lost();
        }
        return slice;
    }

    private BulkRun begin(BulkRun run, Runnable work) {
        mine.add(run.batch());
        // should this server die, somebody looks after it even where nobody works
        jobs.wakeAt(JOB, Instant.now().plus(BulkRuns.LEASE));
        if (run.total() <= WHILE_WAITING) {
            carryOut(run, work);
        } else {
            Actor actor = CurrentActor.get();
            workers.execute(TenantScope.capture(() -> CurrentActor.run(actor, () -> carryOut(run, work))));
        }
        return run;
    }

    private void carryOut(BulkRun run, Runnable work) {
        boolean over = true;
        try {
            work.run();
        } catch (Lost e) {
            LOG.info("Bulk action {} is carried out by another server", run.batch());
            over = false;
            run.fail();
        } catch (RuntimeException e) {
            LOG.error(
                    "Bulk action {} stopped after {} of {} records",
                    run.batch(),
                    run.tally().done(),
                    run.total(),
                    e);
            // of a server that goes down the next one takes it over
            over = !closing;
            run.fail();
        } finally {
            if (over) {
                runs.end(run.batch());
            }
            mine.remove(run.batch());
            run.end();
        }
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public void sweep() {
        runs.orphans().stream()
                .filter(id -> !mine.contains(id))
                .forEach(id -> workers.execute(TenantScope.capture(() -> goOn(id))));
    }

    private void goOn(UUID id) {
        runs.takeOver(id)
                .ifPresent(stored -> users.byId(stored.user())
                        .filter(user -> user.state() == User.State.ACTIVE)
                        .ifPresentOrElse(
                                starter -> CurrentActor.run(starter.actor(), () -> goOn(stored)), () -> giveUp(id)));
    }

    private void goOn(BulkRuns.Stored stored) {
        BulkRun run = new BulkRun(stored.id(), stored.total(), stored.tally());
        UUID undoes = stored.undoes();
        if (undoes != null) {
            carryOut(run, () -> takeBack(undoes, stored.done(), run));
            return;
        }
        Optional<RecordType<?>> type = types.byKey(Objects.requireNonNull(stored.recordType()))
                .filter(found -> access.may(found.key(), Operation.BULK));
        if (type.isPresent()) {
            RecordType<?> found = type.get();
            carryOut(run, () -> change(found, stored.records(), stored.done(), runs.change(found, stored), run));
        } else {
            giveUp(stored.id());
        }
    }

    private void giveUp(UUID id) {
        LOG.warn("Bulk action {} is given up: who began it may not go on, or its type is gone", id);
        runs.end(id);
    }

    private <E extends BaseRecord> Tally permitted(
            RecordType<E> type, List<UUID> slice, BulkChange change, BulkRun run) {
        List<UUID> permitted = records.among(type, slice, Operation.BULK);
        return apply(type, permitted, change, run).plus(new Tally(0, slice.size() - permitted.size(), 0, null));
    }

    private <E extends BaseRecord> Tally apply(RecordType<E> type, List<UUID> slice, BulkChange change, BulkRun run) {
        return switch (change) {
            case BulkChange.Edit(var values) -> write(type, slice, values, run);
            case BulkChange.Assign(var to) -> write(type, slice, to, run);
            case BulkChange.Delete() -> {
                int deleted = records.delete(type, slice, run.context());
                yield new Tally(deleted, slice.size() - deleted, 0, null);
            }
        };
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

    @Override
    public void destroy() {
        closing = true;
        workers.shutdownNow();
    }
}
