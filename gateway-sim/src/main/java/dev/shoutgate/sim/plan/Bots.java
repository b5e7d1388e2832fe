package dev.shoutgate.sim.plan;

/**
 * Machines among the buyers: each presses again and again, with another key each time, evenly over the whole run.
 *
 * @param count     of them; they are the first buyers by number
 * @param presses   of each
 * @param addresses that they share; an honest buyer has one of its own
 * @param passes    how many of them have done the work for a pass, where the sale wants one
 */
public record Bots(int count, int presses, int addresses, int passes) {

    /** A crowd of people alone, of whose addresses nothing is said. */
    public static final Bots NONE = new Bots(0, 0, 0, 0);

    long allPresses() {
        return (long) count * presses;
    }
}
