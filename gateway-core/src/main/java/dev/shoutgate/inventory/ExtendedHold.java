package dev.shoutgate.inventory;

/**
 * A hold that was made to run longer, in its place among those of its sale: the one that ends first comes first, and of
 * two that end together the one that was taken first.
 *
 * @param expiresAtMs milliseconds since 1970 UTC
 */
record ExtendedHold(long expiresAtMs, long order) implements Comparable<ExtendedHold> {

    @Override
    public int compareTo(ExtendedHold other) {
        int byEnd = Long.compare(expiresAtMs, other.expiresAtMs);
        return byEnd == 0 ? Long.compare(order, other.order) : byEnd;
    }
}
