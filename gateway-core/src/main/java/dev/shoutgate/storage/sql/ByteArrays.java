package dev.shoutgate.storage.sql;

import java.util.Arrays;

/**
 * Arrays to hand over values in. A driver takes an array's length for the value's, so there are some of each length,
 * and they are used again.
 *
 * <p>Threading: one thread.
 */
final class ByteArrays {

    /** Longer values are rare, and get an array that nobody keeps. */
    private static final int LONGEST = 64;

    private final int most;
    private final byte[][][] byLength = new byte[LONGEST + 1][][];
    private final int[] used = new int[LONGEST + 1];

    /** {@code most}: as many of one length as there may be in use at once. */
    ByteArrays(int most) {
        this.most = most;
    }

    /** An array of so many bytes, and of any content. */
    byte[] take(int length) {
        if (length > LONGEST) {
            return new byte[length];
        }
        if (byLength[length] == null) {
            byLength[length] = new byte[most][];
        }
        byte[][] arrays = byLength[length];
        int next = used[length]++;
        if (arrays[next] == null) {
            arrays[next] = new byte[length];
        }
        return arrays[next];
    }

    /** Nobody reads any of them any more. */
    void giveBackAll() {
        Arrays.fill(used, 0);
    }
}
