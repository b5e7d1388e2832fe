package dev.shoutgate.gate;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often one buyer may press: so many buys a second on average, so many at once.
 *
 * <p>It keeps one long a buyer, in a table of fixed size: the time by which the buyer's requests so far would be paid
 * for at the allowed rate (the generic cell rate algorithm, ITU-T I.371), and a few bits of the buyer's hash. When all
 * the places that a buyer may have are busy with others, the buyer passes: the table bounds memory, and an honest
 * buyer is never refused for another's presses, unless 38 bits of their keyed hashes agree.
 *
 * <p>Threading: any thread; wait-free but for a rare retry.
 */
public final class RateLimiter {

    private static final int PLACES = 1 << 16;
    private static final int WAYS = 4;
    /** Microseconds for twelve days, and then again from the start: far more than any burst takes to be paid for. */
    private static final int TIME_BITS = 40;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;

    private final AtomicLongArray paidUntilUs = new AtomicLongArray(PLACES);
    private final int ratePerSecond;
    private final int burst;
    private final String inWords;
    private final long costUs;
    private final long toleranceUs;

    /** {@code ratePerSecond} 0 lets everybody pass. */
    public RateLimiter(int ratePerSecond, int burst) {
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        this.inWords = "One buyer may send " + burst + (burst == 1 ? " buy" : " buys") + " at once, and "
                + ratePerSecond + " a second after that.";
        this.costUs = ratePerSecond == 0 ? 0 : Math.max(1, 1_000_000 / ratePerSecond);
        this.toleranceUs = costUs * (burst - 1);
    }

    /** Whether everybody passes. */
    public boolean isOff() {
        return costUs == 0;
    }

    /**
     * Counts a buy; 0 when it may pass, else the microseconds until one would.
     *
     * @param nowUs microseconds since some moment of this process's life; 48 bits of them are nine years
     */
    public long tryPass(long buyerHash, long nowUs) {
        if (costUs == 0) {
            return 0;
        }
        long tag = buyerHash & ~TIME_MASK;
        int home = (int) buyerHash & (PLACES - 1) & -WAYS;
        // The buyer's own place first: one that others left free before it would be a second purse.
        for (int i = home; i < home + WAYS; i++) {
            long place = paidUntilUs.get(i);
            if ((place & ~TIME_MASK) == tag) {
                return count(i, place, tag, owedUs(place, nowUs), nowUs);
            }
        }
        for (int i = home; i < home + WAYS; i++) {
            long place = paidUntilUs.get(i);
            if (owedUs(place, nowUs) == 0) {
                return count(i, place, tag, 0, nowUs);
            }
        }
        return 0;
    }

    /**
     * What is still to be paid for, in microseconds. Only so many bits of the time are kept, so it is a difference of
     * those; one that no burst can leave behind comes from a time long gone, or from before the clock was set.
     */
    private long owedUs(long place, long nowUs) {
        long aheadUs = (place - nowUs) << (Long.SIZE - TIME_BITS) >> (Long.SIZE - TIME_BITS);
        return place == 0 || aheadUs > toleranceUs + costUs ? 0 : Math.max(0, aheadUs);
    }

    private long count(int index, long place, long tag, long owedUs, long nowUs) {
        if (owedUs > toleranceUs) {
            return owedUs - toleranceUs;
        }
        // Losing the race against another request of the same buyer lets one more pass: not worth a second try.
        paidUntilUs.compareAndSet(index, place, tag | (nowUs + owedUs + costUs) & TIME_MASK);
        return 0;
    }

    /** After how many seconds without a buy as many as {@link #burst} may come at once again, rounded up. */
    public int windowSeconds() {
        return (burst + ratePerSecond - 1) / ratePerSecond;
    }

    /** What is allowed, as a sentence to whoever wanted more. */
    public String inWords() {
        return inWords;
    }

    /** How many buys may come at once. */
    public int burst() {
        return burst;
    }
}
