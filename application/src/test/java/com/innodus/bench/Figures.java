package com.innodus.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measures and prints one aligned line a figure. */
final class Figures {
    private Figures() {}

    interface Work {
        void run() throws Exception;
    }

    /** @param middle median in milliseconds */
    record Times(double middle, double p95) {}

    /** Runs it some times to warm up, then {@code times} times. */
    static Times times(int times, Work work) throws Exception {
        for (int i = 0; i < Math.max(1, times / 5); i++) {
            work.run();
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Times(millis[times / 2], millis[(int) Math.ceil(times * .95) - 1]);
    }

    static void heading(String text) {
        System.out.printf(Locale.ROOT, "%n%-58s %12s %12s%n", text, "p50", "p95");
    }

    static void print(String what, Times times) {
        System.out.printf(Locale.ROOT, "%-58s %9.1f ms %9.1f ms%n", what, times.middle(), times.p95());
    }

    static void print(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-58s %12s%n", what, figure);
    }
}
