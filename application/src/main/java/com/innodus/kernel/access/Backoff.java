package com.innodus.kernel.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long somebody waits after wrong passwords: not at all for the first few, then twice as long each time. */
public final class Backoff {
    private static final int FREE_ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Backoff() {}

    /** Until when nothing is accepted after that many wrong passwords in a row, or null. */
    public static @Nullable Instant until(int failed, Instant now) {
        if (failed < FREE_ATTEMPTS) {
            return null;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failed - FREE_ATTEMPTS, 10));
        return now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
