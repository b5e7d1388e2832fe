package dev.shoutgate.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Where things stand in the first {@value FactFrame#HEADER_BYTES} bytes of a frame, and its checksum.
 *
 * <p>The length counts the header and the facts but not the zeros that pad the frame to {@value #ALIGNMENT} bytes.
 * Threading: any; stateless.
 */
final class FrameHeader {

    static final int LENGTH_OFFSET = 0;
    static final int CRC_OFFSET = 4;
    static final int FIRST_SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int COUNT_OFFSET = 24;
    static final int MARK_OFFSET = 28;
    static final int ALIGNMENT = 8;

    private FrameHeader() {}

    /** Bytes that a frame of that length takes up in the file. */
    static int padded(int lengthBytes) {
        return (lengthBytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /**
     * CRC32C of a frame but for its length and the checksum itself, each bit that the salt has turned over; leaves
     * position and limit anywhere.
     */
    static int crc(CRC32C crc, ByteBuffer bytes, int frameOffset, int lengthBytes, int salt) {
        crc.reset();
        crc.update(bytes.limit(frameOffset + lengthBytes).position(frameOffset + FIRST_SEQUENCE_OFFSET));
        return (int) crc.getValue() ^ salt;
    }
}
