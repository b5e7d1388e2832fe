package dev.shoutgate.sim.plan;

/**
 * How the buyers behave. Shares are 0..1.
 *
 * @param doublePressShare   of the presses: made again with the same key
 * @param doublePressDelayMs how long after the first
 * @param greedyShare        of the buyers: try for one unit more than the limit
 * @param seed               the same seed plans the same presses
 * @param bots               besides the people, whose presses alone are the phases'
 */
public record Crowd(double doublePressShare, int doublePressDelayMs, double greedyShare, long seed, Bots bots) {

    public Crowd {
        bots = bots == null ? Bots.NONE : bots;
    }

    /** Of people alone. */
    public Crowd(double doublePressShare, int doublePressDelayMs, double greedyShare, long seed) {
        this(doublePressShare, doublePressDelayMs, greedyShare, seed, Bots.NONE);
    }
}
