package dev.shoutgate.property;

/**
 * The whole numbers from {@code least} to {@code most}, the simplest first: what is nearest to zero, and if a range
 * has both signs, all that is not negative before all that is.
 */
record Range(long least, long most) {

    Range {
        if (least > most) {
            throw new IllegalArgumentException("wanted a least of at most " + most + ", came " + least);
        }
    }

    /** How many numbers there are beside the first, unsigned. */
    long width() {
        return most - least;
    }

    long valueAt(long index) {
        if (least >= 0) {
            return least + index;
        }
        return most >= 0 && Long.compareUnsigned(index, most) <= 0 ? index : most - index;
    }

    long indexOf(long value) {
        if (least >= 0) {
            return value - least;
        }
        return value >= 0 ? value : most - value;
    }

    long nearest(long value) {
        return Math.max(least, Math.min(most, value));
    }
}
