package dev.shoutgate.frontend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fuzzer's input as the reads of one connection. Its first byte says in the lowest three bits how many cuts follow, a
 * byte each, and in the next one whether the client ends its half.
 *
 * @param bytes all that comes over the connection
 * @param ends where each read ends, the last one at the end of the bytes
 */
record SplitInput(byte[] bytes, int[] ends, boolean endsHalf) {

    private static final int MOST_CUTS = 7;
    private static final int ENDS_HALF = 8;

    /** Null where the input is too short to say how. */
    static SplitInput of(byte[] input) {
        int cuts = input.length == 0 ? 0 : input[0] & MOST_CUTS;
        if (input.length < 1 + cuts) {
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1 + cuts, input.length);
        int[] ends = new int[cuts + 1];
        for (int i = 0; i < cuts; i++) {
            ends[i] = (int) ((input[1 + i] & 0xffL) * bytes.length >> 8);
        }
        ends[cuts] = bytes.length;
        Arrays.sort(ends);
        return new SplitInput(bytes, ends, (input[0] & ENDS_HALF) != 0);
    }

    /** The reads, in their order. */
    List<byte[]> reads() {
        List<byte[]> reads = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            reads.add(Arrays.copyOfRange(bytes, from, end));
            from = end;
        }
        return reads;
    }
}
