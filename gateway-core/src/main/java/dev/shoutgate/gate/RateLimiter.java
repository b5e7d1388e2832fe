package dev.shoutgate.gate;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often one buyer may press, or all buyers of one address: so many buys a second on average, so many at once.
 *
 * <p>It keeps one long a buyer, in a table of fixed size: the time by which the buyer's requests so far would be paid
 * for at the allowed rate (the generic cell rate algorithm, ITU-T I.371), and a few bits of the buyer's hash. When all
 * the places that a buyer may have are busy with others, the buyer passes: the table bounds memory, and an honest
 * buyer is never refused for another's presses, unless 38 bits of their keyed hashes agree.
 *
 * <p>So a flood of made-up ids harms nobody; what it may do is to let somebody pass who comes first while all four
 * places are busy. Whoever has a place keeps it for as long as anything is owed there. To keep every place busy it
 * takes 65,536 buys in each time that one buy is paid for: 655,360 a second at a rate of 10.
 *
 * <p>Threading: any thread; wait-free but for a rare retry.
 */
public final class RateLimiter {

    private static final int PLACES = 1 << 16;
    private static final int WAYS = 4;
    /** Microseconds for twelve days, and then again from the start: far more than any burst takes to be paid for. */
    private static final int TIME_BITS = 40;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;

    private final AtomicLongArray paidUntilUs;
    private final LongAdder refused = new LongAdder();
    private final String policy;
    private final int ratePerSecond;
    private final int burst;
    private final String inWords;
    private final long costUs;
    private final long toleranceUs;

    /** That of each buyer; {@code ratePerSecond}: up to a million, 0 lets everybody pass. */
    public RateLimiter(int ratePerSecond, int burst) {
        this("buyer", "One buyer", ratePerSecond, burst);
    }

    /** That of all buyers of each address; {@code ratePerSecond} 0 lets everybody pass. */
    public static RateLimiter ofAddresses(int ratePerSecond, int burst) {
        return new RateLimiter("address", "All buyers at one address (of IPv6: in one /64) together", ratePerSecond,
                burst);
    }

    private RateLimiter(String policy, String whose, int ratePerSecond, int burst) {
        this.policy = policy;
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        this.inWords = whose + " may send " + burst + (burst == 1 ? " buy" : " buys") + " at once, and "
                + ratePerSecond + " a second after that.";
        this.paidUntilUs = new AtomicLongArray(ratePerSecond == 0 ? 0 : PLACES);
        this.costUs = ratePerSecond == 0 ? 0 : 1_000_000 / ratePerSecond;
        this.toleranceUs = costUs * (burst - 1);
    }

    /** Whether everybody passes. */
    public boolean isOff() {
        return costUs == 0;
    }

    /** Counts a buy that comes now; false, with the refusal in the outcome, where it is one too many. */
    public boolean admits(long hash, Outcome outcome) {
        if (isOff()) {
            return true;
        }
        long waitUs = tryPass(hash, TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
        if (waitUs == 0) {
            return true;
        }
        refused.increment();
        outcome.refuse(Problem.RATE_LIMITED, inWords);
        outcome.policy = policy;
        outcome.limit = burst;
        outcome.windowSeconds = windowSeconds();
        outcome.retryAfterMs = TimeUnit.MICROSECONDS.toMillis(waitUs) + 1;
        return false;
    }

    /** Buys refused here so far. */
    public long refused() {
        return refused.sum();
    }

    /**
     * Counts a buy; 0 when it may pass, else the microseconds until one would.
     *
     * @param nowUs microseconds since any moment, as {@link System#nanoTime} counts from any
     */
    long tryPass(long buyerHash, long nowUs) {
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
    int windowSeconds() {
        return (burst + ratePerSecond - 1) / ratePerSecond;
    }

    /** How many buys may come at once. */
    int burst() {
        return burst;
    }
}
