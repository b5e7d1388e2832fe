package dev.shoutgate.sim.plan;

/**
 * Every press of a run, in the order of its intended time. Columns of primitives, since a run may have millions.
 *
 * <p>Threading: written by {@link PressPlanner}, then read by any thread. Buyers and keys are numbers from 0.
 */
public final class PressPlan {
    final long[] intendedNs;
    final int[] buyer;
    final int[] key;
    final int[] firstOf;
    final short[] item;
    final byte[] quantity;
    int bots;
    int buyers;
    int keys;

    PressPlan(int count) {
        intendedNs = new long[count];
        buyer = new int[count];
        key = new int[count];
        firstOf = new int[count];
        item = new short[count];
        quantity = new byte[count];
    }

    public int count() {
        return intendedNs.length;
    }

    /** Distinct buyers. */
    public int buyers() {
        return buyers;
    }

    /** Those of them that are bots: the first by number. */
    public int bots() {
        return bots;
    }

    /** Distinct keys. */
    public int keys() {
        return keys;
    }

    /** When the press is due, from the start of the run. */
    public long intendedNs(int press) {
        return intendedNs[press];
    }

    public int buyer(int press) {
        return buyer[press];
    }

    public int key(int press) {
        return key[press];
    }

    /** The item's place in the list of demands. */
    public int item(int press) {
        return item[press];
    }

    public int quantity(int press) {
        return quantity[press];
    }

    /** The press that this one repeats with the same key, or -1. */
    public int firstOf(int press) {
        return firstOf[press];
    }
}
