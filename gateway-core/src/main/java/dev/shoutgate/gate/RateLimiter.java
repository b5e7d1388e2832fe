package dev.shoutgate.gate;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often one buyer may press: so many requests a second on average, so many at once.
 *
 * <p>It keeps one long a buyer, in a table of fixed size: the time by which the buyer's requests so far would be paid
 * for at the allowed rate (the generic cell rate algorithm, ITU-T I.371), and a few bits of the buyer's hash. When all
 * the places that a buyer may have are busy with others, the buyer passes: the table bounds memory, and an honest
 * buyer is never refused for another's presses.
 *
 * <p>Threading: any thread; wait-free but for a rare retry.
 */
public final class RateLimiter {

    private static final int PLACES = 1 << 16;
    private static final int WAYS = 4;
    private static final int TIME_BITS = 48;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;

    private final AtomicLongArray paidUntilUs = new AtomicLongArray(PLACES);
    private final int ratePerSecond;
    private final int burst;
    private final long costUs;
    private final long toleranceUs;

    /** {@code ratePerSecond} 0 lets everybody pass. */
    public RateLimiter(int ratePerSecond, int burst) {
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        this.costUs = ratePerSecond == 0 ? 0 : Math.max(1, 1_000_000 / ratePerSecond);
        this.toleranceUs = costUs * (burst - 1);
    }

    /** Whether everybody passes. */
    public boolean isOff() {
        return costUs == 0;
    }

    /**
     * Counts a request; 0 when it may pass, else the microseconds until one would.
     *
     * @param nowUs microseconds since some moment of this process's life; 48 bits of them are nine years
     */
    public long tryPass(long buyerHash, long nowUs) {
        if (costUs == 0) {
            return 0;
        }
        long tag = buyerHash & ~TIME_MASK;
        int home = (int) buyerHash & (PLACES - 1) & -WAYS;
        for (int i = home; i < home + WAYS; i++) {
            long place = paidUntilUs.get(i);
            long paid = place & TIME_MASK;
            if ((place & ~TIME_MASK) == tag || paid <= nowUs) {
                return count(i, place, tag, (place & ~TIME_MASK) == tag ? paid : 0, nowUs);
            }
        }
        return 0;
    }

    private long count(int index, long place, long tag, long paid, long nowUs) {
        long from = Math.max(paid, nowUs);
        if (from - nowUs > toleranceUs) {
            return from - nowUs - toleranceUs;
        }
        // Losing the race against another request of the same buyer lets one more pass: not worth a second try.
        paidUntilUs.compareAndSet(index, place, tag | (from + costUs));
        return 0;
    }

    public int ratePerSecond() {
        return ratePerSecond;
    }

    public int burst() {
        return burst;
    }
}
