package dev.shoutgate.gate;

import java.util.concurrent.TimeUnit;

/**
 * How many buys may wait in a ring. All its slots, as a rule: a burst is what they are there for. But where everybody
 * has waited for some time now (the shortest wait within an interval was too long), a longer queue serves nobody: the
 * shard is as fast as it is, and each only waits longer. Then as many may wait as are served in the time that is aimed
 * at, and whoever has waited too long already is refused in place of being told too late (as CoDel does, RFC 8289).
 * When nobody was turned away for a whole interval, all slots are there again.
 *
 * <p>Threading: the shard's own thread, but for {@link #limit} and {@link #turnAway}, which are any event loop's.
 */
final class StandingQueue {

    /** What a press may wait for its batch to begin, where others wait as well. */
    static final long TARGET_NS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Longer than a burst, a force of a busy disk or a pause of a collector. */
    static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Whoever has waited so long while a queue stands hears at once that there is one. */
    static final long TOO_LONG_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Fewer than this make forces dear. */
    private static final int LEAST = 64;

    private final int most;
    private volatile int limit;
    private volatile boolean turnedAway;
    private long sinceNs;
    private long shortestNs = Long.MAX_VALUE;
    private long waitingThen;
    private boolean standing;

    /** {@code most}: slots that buys may use at all. */
    StandingQueue(int most) {
        this.most = most;
        limit = most;
    }

    /** Slots that buys may use now. */
    int limit() {
        return limit;
    }

    /** Somebody was refused because of the limit. */
    void turnAway() {
        if (!turnedAway) {
            turnedAway = true;
        }
    }

    /** Whether a press that came in then has waited too long by now, in a queue that stands. */
    boolean isTooLate(long arrivedNs, long nowNs) {
        return standing && nowNs - arrivedNs > TOO_LONG_NS;
    }

    /**
     * A batch begins.
     *
     * @param waitedNs how long its first command has waited
     * @param waiting  how many commands it has
     */
    void begin(long nowNs, long waitedNs, long waiting) {
        if (waitedNs < shortestNs) {
            shortestNs = waitedNs;
            waitingThen = waiting;
        }
        if (nowNs - sinceNs >= INTERVAL_NS) {
            // Who did not look for a while saw no queue: an interval is one in which batches follow each other. Nor are
            // a few that wait a queue: they wait for a machine that is busy with something else.
            standing = nowNs - sinceNs < 2 * INTERVAL_NS && shortestNs > TARGET_NS && waitingThen > LEAST;
            adapt();
            sinceNs = nowNs;
            shortestNs = Long.MAX_VALUE;
            turnedAway = false;
        }
    }

    private void adapt() {
        if (standing) {
            limit = (int) Math.max(LEAST, Math.min(limit, waitingThen * TARGET_NS / shortestNs));
        } else if (!turnedAway) {
            limit = most;
        } else if (shortestNs < TARGET_NS / 2) {
            limit = Math.min(most, limit + limit / 4);
        }
    }
}
