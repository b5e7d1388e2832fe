package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;

/**
 * What the crowd meets in a run, and what the answers must have been for the run to count.
 *
 * <p>Threading: immutable, any thread.
 */
public enum Scene {

    /** More stock than anybody can press for, and every press of another buyer: every answer is an order. */
    SELLING(1_000_000_000L, Integer.MAX_VALUE),

    /** The warm-up takes all there is: every answer after that is a refusal. */
    SOLD_OUT(100, Integer.MAX_VALUE),

    /** The warm-up makes each of the buyers an order, and the run presses with the same keys once more. */
    REPEATED_KEY(1_000_000_000L, 1_000);

    /** The presses that were under way when wrk stopped looking made orders too, in every run of it. */
    private static final long MOST_UNSEEN = 1024;

    private final long stock;
    private final int buyers;

    Scene(long stock, int buyers) {
        this.stock = stock;
        this.buyers = buyers;
    }

    /** Units of the one item. */
    long stock() {
        return stock;
    }

    /** After so many presses the crowd begins again with the first buyer and the first key. */
    int buyers() {
        return buyers;
    }

    /**
     * The name of a load run, which stands in its buyers and keys: the same one in all runs where keys repeat.
     *
     * @param number of the runs that this server has had
     */
    String runName(int number) {
        return "r%04d".formatted(this == REPEATED_KEY ? 0 : number);
    }

    /**
     * Holds a server to what it answered.
     *
     * @param before all its answers before the run
     * @param held   units that it says buyers hold
     */
    void check(String name, Answered before, LoadResult measured, long held) throws InvalidRunException {
        long wantedRefusals = this == SOLD_OUT ? measured.requests() : 0;
        if (measured.failed() > 0 || measured.refused() != wantedRefusals) {
            throw new InvalidRunException(name + ": " + measured + ", wanted " + wantedRefusals + " refused");
        }
        if (this == REPEATED_KEY && before.requests() < buyers) {
            throw new InvalidRunException(name + ": the warm-up made " + before.requests() + " of " + buyers
                    + " orders that the run repeats; give it more seconds");
        }
        Answered all = before.plus(measured);
        long yes = all.yes();
        if (held < Math.min(yes, buyers) || held > Math.min(yes + MOST_UNSEEN * all.runs(), buyers)) {
            throw new InvalidRunException(name + ": " + yes + " answers say held, the sale says " + held);
        }
    }
}
