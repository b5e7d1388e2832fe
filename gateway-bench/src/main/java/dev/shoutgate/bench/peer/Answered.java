package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;

/**
 * All answers that a server has given so far.
 *
 * <p>Threading: immutable, any thread.
 *
 * @param runs of the load generator, each of which ends with presses under way that it does not count
 */
public record Answered(int runs, long requests, long refused) {

    static final Answered NOTHING = new Answered(0, 0, 0);

    Answered plus(LoadResult run) {
        return new Answered(runs + 1, requests + run.requests(), refused + run.refused());
    }

    /** Answers that a buyer holds something. */
    long yes() {
        return requests - refused;
    }
}
