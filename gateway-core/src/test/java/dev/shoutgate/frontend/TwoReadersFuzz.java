package dev.shoutgate.frontend;

/** What Jazzer calls: bytes of one connection, read with and without the reader of plain requests. */
public final class TwoReadersFuzz {

    private static final int LONGER_THAN_A_REQUEST_MAY_TAKE = 15;

    private TwoReadersFuzz() {}

    /** Throws where anybody could tell the two apart. */
    public static void fuzzerTestOneInput(byte[] input) {
        SplitInput split = SplitInput.of(input);
        if (split == null) {
            return;
        }
        TwoReaders readers = new TwoReaders(1);
        for (byte[] read : split.reads()) {
            readers.read(0, read);
            readers.resume(0);
        }
        if (split.endsHalf()) {
            readers.endInput(0);
        }
        readers.sweep(0, LONGER_THAN_A_REQUEST_MAY_TAKE);
        readers.close();
    }
}
