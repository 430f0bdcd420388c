package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.Row;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UnreadableTable;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs imports in the background. Rows and the note of how far it came are one transaction, so that a killed import goes
 * on at the first row that isn't in.
 */
@Component
class ImportRun implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);
    private static final int LOT = 200;

    private final Imports imports;
    private final RowImports rowImports;
    private final RecordTypes types;
    private final Users users;
    private final TransactionOperations transactions;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("import-", 0).daemon().factory());

    ImportRun(
            Imports imports,
            RowImports rowImports,
            RecordTypes types,
            Users users,
            TransactionOperations transactions) {
        this.imports = imports;
        this.rowImports = rowImports;
        this.types = types;
        this.users = users;
        this.transactions = transactions;
    }

    /** What one transaction did. */
    record Tally(long rows, long lastRow, int created, int updated, int skipped, List<Imports.Refusal> refusals) {}

    /** Another worker has it, or somebody cancelled it. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void runSoon(Imports.ImportStarted started) {
        workers.execute(TenantScope.capture(() -> run(started.id())));
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public void sweep() {
        imports.orphans().forEach(id -> workers.execute(TenantScope.capture(() -> run(id))));
    }

    private void run(UUID id) {
        if (!imports.lease(id)) {
            return;
        }
        ImportJob job = imports.load(id).orElseThrow();
        Optional<User> starter = users.byId(job.startedBy()).filter(user -> user.state() == User.State.ACTIVE);
        if (starter.isEmpty()) {
            imports.end(id, ImportJob.State.FAILED, "import.failed.user");
            return;
        }
        Path file = null;
        try {
            Path copy = Files.createTempFile("import", ".table");
            file = copy;
            imports.copyFile(job, copy);
            CurrentActor.run(starter.get().actor(), () -> run(types.require(job.recordType()), job, copy));
        } catch (Lost e) {
            LOG.info("Import {} was cancelled or taken over", id);
        } catch (IOException | RuntimeException e) {
            LOG.error("Import {} failed", id, e);
            imports.end(id, ImportJob.State.FAILED, "import.failed");
        } finally {
            delete(file);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <E extends BaseRecord> void run(RecordType<E> type, ImportJob job, Path file) {
        RowImport<E> importing = rowImports.of(type, job.plan());
        try (TableFile.Rows rows =
                TableFile.open(file, Limits.DEFAULT, Integer::toString).rowsAfter(job.lastRow())) {
            long after = job.lastRow();
            for (List<Row> lot = next(rows); !lot.isEmpty(); lot = next(rows)) {
                List<Row> current = lot;
                long from = after;
                Overtaken.retry(() -> commit(importing, job, current, from));
                after = current.getLast().number();
            }
        } catch (UnreadableTable e) {
            LOG.error("File of import {} can't be read", job.id(), e);
            imports.end(job.id(), ImportJob.State.FAILED, e.problem().messageKey());
            return;
        }
        imports.end(job.id(), ImportJob.State.DONE, null);
    }

    private <E extends BaseRecord> Tally commit(RowImport<E> importing, ImportJob job, List<Row> lot, long from) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                Tally tally = write(importing, lot, new WriteContext(job.id()));
                if (!imports.advance(job.id(), from, tally)) {
                    throw new Lost();
                }
                return tally;
            }));
        } catch (RuntimeException e) {
            importing.forgetNames();
            throw e;
        }
    }

    private static List<Row> next(TableFile.Rows rows) throws UnreadableTable {
        List<Row> lot = new ArrayList<>(LOT);
        Row row = rows.next();
        while (row != null) {
            lot.add(row);
            row = lot.size() < LOT ? rows.next() : null;
        }
        return lot;
    }

    private static <E extends BaseRecord> Tally write(RowImport<E> importing, List<Row> lot, WriteContext context) {
        int created = 0;
        int updated = 0;
        int skipped = 0;
        List<Imports.Refusal> refusals = new ArrayList<>();
        List<RowImport.Result> results = importing.write(lot, context);
        for (int i = 0; i < lot.size(); i++) {
            Row row = lot.get(i);
            switch (results.get(i)) {
                case RowImport.Result.Created ignored -> created++;
                case RowImport.Result.Updated ignored -> updated++;
                case RowImport.Result.Skipped ignored -> skipped++;
                case RowImport.Result.Refused(var reasons) ->
                    refusals.add(new Imports.Refusal(row.number(), row.cells(), reasons));
            }
        }
        return new Tally(lot.size(), lot.getLast().number(), created, updated, skipped, refusals);
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
