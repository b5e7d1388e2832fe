package dev.shoutgate.storage;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, up to a bound, half of it by chance, so that several
 * gateways do not come back to a recovering database in step.
 *
 * <p>Threading: one thread.
 */
final class Backoff {

    /** Short, because most failures are a lock that is gone in a moment. */
    static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Bounds how long a store that is back waits for its orders. */
    static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(5);

    private final RandomGenerator chance;
    private long nextNs = FIRST_NS;

    Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    long nextNs() {
        long ns = nextNs;
        nextNs = Math.min(2 * ns, LONGEST_NS);
        return ns / 2 + chance.nextLong(ns / 2 + 1);
    }

    void reset() {
        nextNs = FIRST_NS;
    }
}
