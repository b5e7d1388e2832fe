package dev.shoutgate.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reading and writing all of what is asked where a file may do less at a time.
 *
 * <p>Threading: any; the zeros are shared and read only.
 */
final class Bytes {

    static final int ZEROS_BYTES = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(ZEROS_BYTES).asReadOnlyBuffer();

    private Bytes() {}

    /** Fills the buffer from the position on and rewinds it; false where the file ends before. */
    static boolean readFully(JournalFile file, ByteBuffer to, long position) throws IOException {
        long at = position;
        while (to.hasRemaining()) {
            int read = file.read(to, at);
            if (read <= 0) {
                return false;
            }
            at += read;
        }
        to.rewind();
        return true;
    }

    /** Writes the whole buffer at the position. A write that takes nothing is a failure: it would be tried for ever. */
    static void writeFully(JournalFile file, ByteBuffer from, long position) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            int written = file.write(from, at);
            if (written <= 0) {
                throw new EOFException("the file took none of " + from.remaining() + " bytes");
            }
            at += written;
        }
    }

    /** Writes zeros from one position up to another. */
    static void zero(JournalFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ZEROS.duplicate();
        for (long at = from; at < to; at += ZEROS_BYTES) {
            zeros.position(0).limit((int) Math.min(ZEROS_BYTES, to - at));
            writeFully(file, zeros, at);
        }
    }
}
