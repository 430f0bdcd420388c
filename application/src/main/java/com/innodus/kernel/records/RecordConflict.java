package com.innodus.kernel.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody else changed, since the record was read, fields that are to be written now. Nothing was written. */
public class RecordConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Clash> clashes;
    private final int currentVersion;

    /** One field: what it was when it was read, what a colleague made of it, what is to be written. */
    public record Clash(
            String field,
            @Nullable Object base,
            @Nullable Object theirs,
            @Nullable Object mine) {}

    RecordConflict(List<Clash> clashes, int currentVersion) {
        super("Changed by somebody else: " + clashes.stream().map(Clash::field).toList());
        this.clashes = List.copyOf(clashes);
        this.currentVersion = currentVersion;
    }

    public List<Clash> clashes() {
        return clashes;
    }

    /** Version to write upon once the clashes are settled. */
    public int currentVersion() {
        return currentVersion;
    }
}
