package dev.shoutgate.storage;

import java.util.concurrent.TimeUnit;

/**
 * How much a flusher takes at once and how long it rests within a batch and after it, so that a store that catches up
 * takes neither processor nor disk from the buyers who are at the door. A row in a database costs more than the sale
 * that it tells of.
 *
 * <p>A batch is large, because its commit forces the disk, and the buyers' own forces wait behind that. It is written
 * in small parts with rests in between, because whoever is to run on the same processor waits for the part.
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

    /** While there is a crowd, whatever is written is followed by a rest of so many times as long. */
    static final long RESTS = 19;

    /** What a store gets in such a crowd, if its batches can be made large enough for it. */
    static final long LEAST_IN_A_CROWD = 4_000;

    /** A crowd that stays: with so many facts waiting the rest is only as long as the batch. */
    static final long LONG_QUEUE = 1_000_000;

    /**
     * Facts in a batch beside buyers, to begin with. The pages of a full one go to the disk in one piece of megabytes.
     * Where each batch has a long way to go, so few of them are too slow, and it takes more.
     */
    static final int FEWEST_FACTS = 512;

    /** A transaction is open meanwhile: whatever it locks, and however slow the store is, it must come to its end. */
    static final long MOST_RESTS_WITHIN_NS = TimeUnit.SECONDS.toNanos(2);

    private long windowFromNs;
    private long durableThen;
    private boolean begun;
    private long perSecond;
    private int factsBesideBuyers = FEWEST_FACTS;
    private boolean stays;
    private long beganNs;
    private long partFromNs;
    /** From the last part to the end of a batch, which is above all its commit: each part rests less by its share. */
    private long wayNs;
    private long restedNs;

    /** A batch begins. */
    void begin(long nowNs) {
        beganNs = nowNs;
        partFromNs = nowNs;
        restedNs = 0;
    }

    /** After a part of a batch: how long to rest, in nanoseconds, before the next. */
    long partRestNs(int facts, long nowNs) {
        long workNs = nowNs - partFromNs + (isCrowd() ? 0 : wayNs * facts / factsBesideBuyers);
        long restNs = Math.min(restNs(facts, workNs), MOST_RESTS_WITHIN_NS - restedNs);
        partFromNs = nowNs + restNs;
        restedNs += restNs;
        return restNs;
    }

    /**
     * After a batch, likewise: what it did not rest before.
     *
     * @param carried facts that it brought to the store
     * @param durable facts that there are in all, of which it learns how many come
     * @param lag     facts that still wait
     * @param nowNs   as {@link System#nanoTime()} says
     */
    long batchRestNs(long carried, long durable, long lag, long nowNs) {
        look(durable, nowNs);
        stays = lag > LONG_QUEUE;
        wayNs = nowNs - partFromNs;
        long workNs = nowNs - beganNs - restedNs;
        fit(carried, workNs);
        return Math.max(0, restNs(carried, workNs) - restedNs);
    }

    private long restNs(long facts, long workNs) {
        if (perSecond < FEW_PER_SECOND) {
            return 0;
        }
        return isCrowd() ? workNs * rests() : Math.max(0, nsFor(facts, catchingUp()) - workNs);
    }

    /** Whether more facts come than a store should be given meanwhile. */
    boolean isCrowd() {
        return perSecond > CROWD_PER_SECOND;
    }

    private long rests() {
        return stays ? 1 : RESTS;
    }

    /** Facts a second, where there is no crowd. */
    private long catchingUp() {
        return Math.max(TIMES * perSecond, LEAST_PER_SECOND);
    }

    /** How many facts the next batch may have. */
    int facts() {
        return perSecond < FEW_PER_SECOND ? FactBatch.FULL_FACTS : factsBesideBuyers;
    }

    /** Makes batches larger where they are too few for what is wanted a second, and smaller where that is easy. */
    private void fit(long carried, long workNs) {
        if (perSecond < FEW_PER_SECOND) {
            return;
        }
        long everyNs = isCrowd() ? workNs * (1 + rests()) : workNs;
        long neededNs = nsFor(carried, !isCrowd() ? catchingUp() : stays ? perSecond : LEAST_IN_A_CROWD);
        if (everyNs > neededNs && carried >= factsBesideBuyers) {
            factsBesideBuyers = Math.min(2 * factsBesideBuyers, FactBatch.FULL_FACTS);
        } else if (everyNs < neededNs / 4) {
            factsBesideBuyers = Math.max(factsBesideBuyers / 2, FEWEST_FACTS);
        }
    }

    private static long nsFor(long facts, long perSecond) {
        return facts * TimeUnit.SECONDS.toNanos(1) / perSecond;
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
