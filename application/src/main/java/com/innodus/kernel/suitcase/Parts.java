package com.innodus.kernel.suitcase;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Hands what is written on in parts of one size, so that no more than one is in memory. */
final class Parts extends OutputStream {
    private static final int SIZE = 1 << 20;

    private final Taker taker;
    private final byte[] part = new byte[SIZE];
    private int filled;
    private int number;

    /** Takes a part. */
    @FunctionalInterface
    interface Taker {
        void take(int number, byte[] content);
    }

    Parts(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int start = from;
        int left = length;
        while (left > 0) {
            int now = Math.min(left, SIZE - filled);
            System.arraycopy(bytes, start, part, filled, now);
            filled += now;
            start += now;
            left -= now;
            if (filled == SIZE) {
                handOn();
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            handOn();
        }
    }

    private void handOn() {
        taker.take(number++, Arrays.copyOf(part, filled));
        filled = 0;
    }

    static void write(OutputStream target, byte[] bytes) {
        try {
            target.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
