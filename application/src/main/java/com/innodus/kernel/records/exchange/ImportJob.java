package com.innodus.kernel.records.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import, running or ended; its counts are numbers of rows.
 *
 * @param problem key of the sentence that says why it failed
 */
public record ImportJob(
        UUID id,
        String recordType,
        String fileName,
        String contentHash,
        ImportPlan plan,
        State state,
        @Nullable String problem,
        long total,
        long done,
        long lastRow,
        int created,
        int updated,
        int skipped,
        int refused,
        UUID startedBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    public boolean isOver() {
        return state != State.RUNNING;
    }

    /** 0 to 1. */
    public double progress() {
        return total == 0 ? 0 : Math.min(1, (double) done / total);
    }
}
