package dev.shoutgate.storage;

import java.util.concurrent.TimeUnit;

/**
 * How much a flusher takes at once and how long it rests between two batches, so that a store that catches up takes
 * neither processor nor disk from the buyers who are at the door. A row in a database costs more than the sale that it
 * tells of.
 *
 * <p>Nobody there: no rest. Buyers come: seven times as fast as they do is enough to catch up, and leaves the rest of
 * the time to them. A crowd: it passes, and until then a twentieth of the time must do, or half of it where so much
 * waits that the crowd has evidently come to stay.
 *
 * <p>How many come is measured over a quarter of a second and not over a batch: the journal grows by whole forces, so
 * in the few milliseconds of a small batch any rate looks like none or like a crowd.
 *
 * <p>Threading: the flusher's thread only.
 */
final class FlushPace {

    static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Fewer facts a second than this are nobody. */
    static final long FEW_PER_SECOND = 100;

    /** More facts a second than this are a crowd at the door. */
    static final long CROWD_PER_SECOND = 8_000;

    /** So many times as fast as facts come a store catches up beside buyers; */
    static final long TIMES = 7;

    /** but as fast as this in any case, which costs a twelfth of two cores. */
    static final long LEAST_PER_SECOND = 10_000;

    /** While there is a crowd, a batch is followed by a rest of so many times as long. */
    static final long RESTS = 19;

    /** A crowd that stays: with so many facts waiting the rest is only as long as the batch. */
    static final long LONG_QUEUE = 1_000_000;

    /**
     * Facts in a batch beside buyers: a full one keeps a processor for 40 ms, and who is to run on it meanwhile waits.
     * A batch that is small costs more a fact, of which there is no need to have many then.
     */
    static final int FACTS_BESIDE_BUYERS = 64;

    private long windowFromNs;
    private long durableThen;
    private boolean begun;
    private long perSecond;

    /**
     * After a batch.
     *
     * @param carried facts that it brought to the store
     * @param tookNs  how long it took
     * @param durable facts that there are in all, of which it learns how many come
     * @param lag     facts that still wait
     * @param nowNs   as {@link System#nanoTime()} says
     */
    long restNs(long carried, long tookNs, long durable, long lag, long nowNs) {
        look(durable, nowNs);
        if (perSecond < FEW_PER_SECOND) {
            return 0;
        }
        if (perSecond > CROWD_PER_SECOND) {
            return lag > LONG_QUEUE ? tookNs : tookNs * RESTS;
        }
        long wanted = Math.max(TIMES * perSecond, LEAST_PER_SECOND);
        return Math.max(0, carried * TimeUnit.SECONDS.toNanos(1) / wanted - tookNs);
    }

    /** How many facts the next batch may have. */
    int facts() {
        return perSecond < FEW_PER_SECOND ? FactBatch.FULL_FACTS : FACTS_BESIDE_BUYERS;
    }

    private void look(long durable, long nowNs) {
        if (!begun) {
            begun = true;
            windowFromNs = nowNs;
            durableThen = durable;
        } else if (nowNs - windowFromNs >= WINDOW_NS) {
            perSecond = (long) ((durable - durableThen) * 1e9 / (nowNs - windowFromNs));
            windowFromNs = nowNs;
            durableThen = durable;
        }
    }
}
