package com.innodus.kernel.events;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whose doing the writes of this thread are, so that rules that set off each other can be stopped. */
public final class Causes {
    private static final ScopedValue<List<UUID>> NOW = ScopedValue.newInstance();

    private Causes() {}

    /** Runs {@code body} as the doing of a rule that these others had set off. */
    public static void run(List<UUID> before, UUID rule, Runnable body) {
        List<UUID> causes = new ArrayList<>(before);
        causes.add(rule);
        ScopedValue.where(NOW, List.copyOf(causes)).run(body);
    }

    static List<UUID> now() {
        return NOW.isBound() ? NOW.get() : List.of();
    }
}
