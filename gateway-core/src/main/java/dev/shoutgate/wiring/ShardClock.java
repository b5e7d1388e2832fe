package dev.shoutgate.wiring;

import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells every shard from time to time that time has passed. A full ring may miss a tick: the next one does its work
 * too.
 *
 * <p>Threading: a thread of its own.
 */
final class ShardClock implements AutoCloseable {

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread clock = new Thread(task, "clock");
                clock.setDaemon(true);
                return clock;
            });

    /** {@code alsoThen}: runs on the clock's thread after each tick; must not throw, or time stands still. */
    ShardClock(ShardMap shards, Duration every, Runnable alsoThen) {
        thread.scheduleAtFixedRate(() -> {
            for (ShardGate shard : shards.all()) {
                shard.ring().tryTick();
            }
            alsoThen.run();
        }, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
