package com.innodus.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two people who write at the same moment. */
public final class Race {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public Race(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The quicker one commits when the slower one, who has checked and read already, waits for a lock. */
    public <T> Future<T> run(Runnable quicker, Supplier<T> slower) {
        return transactions.execute(status -> {
            quicker.run();
            CompletableFuture<T> second = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    second.complete(slower.get());
                } catch (RuntimeException e) {
                    second.completeExceptionally(e);
                }
            });
            for (int i = 0; i < 200 && !isAnybodyWaiting(); i++) {
                rest();
            }
            return second;
        });
    }

    private boolean isAnybodyWaiting() {
        return jdbc.sql("select exists (select 1 from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private static void rest() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
