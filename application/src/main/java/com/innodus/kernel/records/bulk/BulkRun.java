package com.innodus.kernel.records.bulk;

import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.WriteContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bulk action on its way: how far it is, to be asked from any thread. */
public final class BulkRun {
    private final UUID batch;
    private final int total;
    private volatile Tally tally;
    private volatile boolean over;
    private volatile boolean cancelled;
    private volatile boolean failed;

    BulkRun(int total) {
        this(UUID.randomUUID(), total, new Tally(0, 0, 0, null));
    }

    /** Goes on with one. */
    BulkRun(UUID batch, int total, Tally tally) {
        this.batch = batch;
        this.total = total;
        this.tally = tally;
    }

    /**
     * What has become of the records so far.
     *
     * @param skipped are gone, or not the acting user's to change
     * @param refused have values that don't go with the change
     * @param problem of one of the refused
     */
    public record Tally(
            int changed, int skipped, int refused, @Nullable Problem problem) {
        public int done() {
            return changed + skipped + refused;
        }

        Tally plus(Tally other) {
            return new Tally(
                    changed + other.changed,
                    skipped + other.skipped,
                    refused + other.refused,
                    problem == null ? other.problem : problem);
        }
    }

    /** By which it can be undone. */
    public UUID batch() {
        return batch;
    }

    public int total() {
        return total;
    }

    public Tally tally() {
        return tally;
    }

    public boolean isOver() {
        return over;
    }

    /** Whether it stopped by an error of ours; what is done stays and can be undone. */
    public boolean hasFailed() {
        return failed;
    }

    /** Stops after the current slice. */
    public void cancel() {
        cancelled = true;
    }

    WriteContext context() {
        return new WriteContext(batch);
    }

    boolean isCancelled() {
        return cancelled;
    }

    synchronized void add(Tally slice) {
        tally = tally.plus(slice);
    }

    void fail() {
        failed = true;
    }

    void end() {
        over = true;
    }
}
