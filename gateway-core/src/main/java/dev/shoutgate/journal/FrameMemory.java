package dev.shoutgate.journal;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory of a frame in which short texts are copied by {@link Words}, for the encoders of facts and their decoders:
 * an order has eight texts, and a call of the machine's own copy takes longer than any of them.
 */
final class FrameMemory extends UnsafeBuffer {

    /** From here on the machine's own copy is faster. */
    private static final int LONG_BYTES = 128;

    FrameMemory(ByteBuffer direct) {
        super(direct);
    }

    @Override
    public void putBytes(int index, byte[] from, int offset, int length) {
        if (length < LONG_BYTES) {
            boundsCheck(index, length);
            Words.put(addressOffset + index, from, offset, length);
        } else {
            super.putBytes(index, from, offset, length);
        }
    }

    @Override
    public void getBytes(int index, byte[] to, int offset, int length) {
        if (length < LONG_BYTES) {
            boundsCheck(index, length);
            Words.get(addressOffset + index, to, offset, length);
        } else {
            super.getBytes(index, to, offset, length);
        }
    }
}
