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

    /** The presses that were under way when wrk stopped looking made orders too, in the warm-up and in the run. */
    private static final long MOST_UNSEEN = 2L * 1024;

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

    /** The name of a load run, which stands in its buyers and keys: the same one in both runs where keys repeat. */
    String runName(String part, int round) {
        return this == REPEATED_KEY ? "same" + round : part + round;
    }

    /**
     * Holds a server to what it answered.
     *
     * @param held units that it says buyers hold
     */
    void check(String name, LoadResult warmUp, LoadResult measured, long held) throws InvalidRunException {
        long wantedRefusals = this == SOLD_OUT ? measured.requests() : 0;
        if (measured.failed() > 0 || measured.refused() != wantedRefusals) {
            throw new InvalidRunException(name + ": " + measured + ", wanted " + wantedRefusals + " refused");
        }
        if (this == REPEATED_KEY && warmUp.requests() < buyers) {
            throw new InvalidRunException(name + ": the warm-up made " + warmUp.requests() + " of " + buyers
                    + " orders that the run repeats; give it more seconds");
        }
        long yes = warmUp.requests() - warmUp.refused() + measured.requests() - measured.refused();
        if (held < Math.min(yes, buyers) || held > Math.min(yes + MOST_UNSEEN, buyers)) {
            throw new InvalidRunException(name + ": " + yes + " answers say held, the sale says " + held);
        }
    }
}
