package dev.shoutgate.frontend;

import java.util.Arrays;

/**
 * What Jazzer calls: bytes of one connection, read with and without the reader of plain requests. The first byte
 * says in its lowest three bits how many cuts follow, a byte each, and in the next one whether the client ends its
 * half.
 */
public final class TwoReadersFuzz {

    private static final int MOST_CUTS = 7;
    private static final int ENDS_INPUT = 8;
    private static final int LONGER_THAN_A_REQUEST_MAY_TAKE = 15;

    private TwoReadersFuzz() {}

    /** Throws where anybody could tell the two apart. */
    public static void fuzzerTestOneInput(byte[] input) {
        int cuts = input.length == 0 ? 0 : input[0] & MOST_CUTS;
        if (input.length < 1 + cuts) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1 + cuts, input.length);
        int[] ends = new int[cuts + 1];
        for (int i = 0; i < cuts; i++) {
            ends[i] = (int) ((input[1 + i] & 0xffL) * bytes.length >> 8);
        }
        ends[cuts] = bytes.length;
        Arrays.sort(ends);
        TwoReaders readers = new TwoReaders(1);
        int from = 0;
        for (int end : ends) {
            readers.read(0, Arrays.copyOfRange(bytes, from, end));
            readers.resume(0);
            from = end;
        }
        if ((input[0] & ENDS_INPUT) != 0) {
            readers.endInput(0);
        }
        readers.sweep(0, LONGER_THAN_A_REQUEST_MAY_TAKE);
        readers.close();
    }
}
