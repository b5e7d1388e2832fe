package dev.shoutgate.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The facts of one batch, encoded where the disk will take them from: the journal writes this very memory.
 *
 * <p>Layout: a header of {@value #HEADER_BYTES} bytes that {@link JournalWriter} fills in, then each fact as a length
 * (int32) and its message. Little-endian throughout.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class FactFrame {

    /** Bytes before the first fact: length, CRC32C, first sequence, time, count, segment mark. */
    public static final int HEADER_BYTES = 32;

    /** A batch is closed when it has grown to this many bytes, so that no force takes much longer than another. */
    public static final int FULL_BYTES = 1 << 20;

    /** The largest fact: a sale of 500 items, each with the longest title and the longest address of a picture. */
    public static final int MAX_FACT_BYTES = 1 << 20;

    /** A frame never outgrows this: it is closed once full, and one largest fact may come after the last check. */
    public static final int MAX_BYTES = HEADER_BYTES + FULL_BYTES + MAX_FACT_BYTES + Integer.BYTES;

    private final UnsafeBuffer buffer =
            new FrameMemory(ByteBuffer.allocateDirect(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN));
    private final CRC32C crc = new CRC32C();
    private int lengthBytes = HEADER_BYTES;
    private int count;
    private long firstSequence;
    private long timeMs;

    /** Starts an empty batch whose first fact will have the given sequence. */
    public void reset(long firstSequence, long timeMs) {
        this.firstSequence = firstSequence;
        this.timeMs = timeMs;
        lengthBytes = HEADER_BYTES;
        count = 0;
    }

    /** Where the next fact's message header goes; follow with {@link #commit}. */
    public int begin() {
        return lengthBytes + Integer.BYTES;
    }

    /** Takes in the fact that was encoded at {@link #begin()}; returns its sequence. */
    public long commit(int factLengthBytes) {
        buffer.putInt(lengthBytes, factLengthBytes, ByteOrder.LITTLE_ENDIAN);
        lengthBytes += Integer.BYTES + factLengthBytes;
        return firstSequence + count++;
    }

    /** Hands every fact of the batch to the reader, oldest first. */
    public void forEach(FactReader reader) {
        int at = HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            reader.onFact(firstSequence + i, timeMs, buffer, at + Integer.BYTES, length);
            at += Integer.BYTES + length;
        }
    }

    /**
     * Completes the header as no file has it: the bytes of {@link #buffer()} up to {@link #lengthBytes()} are then what
     * another process can {@link #take}.
     */
    public void seal() {
        seal(0, 0);
    }

    /**
     * Takes over what another process sealed, in place of what was here.
     *
     * @throws IllegalArgumentException if the bytes are not those of one whole frame; it is empty then
     */
    public void take(DirectBuffer sealed, int offset, int length) {
        reset(0, 0);
        if (length <= HEADER_BYTES || length > MAX_BYTES) {
            throw new IllegalArgumentException("a frame of " + length + " bytes, wants " + HEADER_BYTES + " to "
                    + MAX_BYTES);
        }
        buffer.putBytes(0, sealed, offset, length);
        ByteBuffer bytes = buffer.byteBuffer().clear();
        if (bytes.getInt(FrameHeader.LENGTH_OFFSET) != length
                || bytes.getInt(FrameHeader.CRC_OFFSET) != FrameHeader.crc(crc, bytes, 0, length, 0)) {
            throw new IllegalArgumentException("a frame of " + length + " bytes with another length or checksum");
        }
        reset(bytes.getLong(FrameHeader.FIRST_SEQUENCE_OFFSET), bytes.getLong(FrameHeader.TIME_OFFSET));
        lengthBytes = length;
        count = bytes.getInt(FrameHeader.COUNT_OFFSET);
    }

    /** Whether the other one has the very same facts, of the same sequences and the same time. */
    public boolean isSameAs(FactFrame other) {
        return firstSequence == other.firstSequence && timeMs == other.timeMs && count == other.count
                && facts().equals(other.facts());
    }

    private ByteBuffer facts() {
        return buffer.byteBuffer().slice(HEADER_BYTES, lengthBytes - HEADER_BYTES);
    }

    /** Completes the header, and zeroes the padding; the memory as the disk is to have it in a file of that header. */
    ByteBuffer seal(int mark, int salt) {
        int paddedBytes = FrameHeader.padded(lengthBytes);
        ByteBuffer bytes = buffer.byteBuffer().clear();
        bytes.putInt(FrameHeader.LENGTH_OFFSET, lengthBytes).putInt(FrameHeader.COUNT_OFFSET, count);
        bytes.putLong(FrameHeader.FIRST_SEQUENCE_OFFSET, firstSequence).putLong(FrameHeader.TIME_OFFSET, timeMs);
        bytes.putInt(FrameHeader.MARK_OFFSET, mark);
        for (int i = lengthBytes; i < paddedBytes; i++) {
            bytes.put(i, (byte) 0);
        }
        bytes.putInt(FrameHeader.CRC_OFFSET, FrameHeader.crc(crc, bytes, 0, lengthBytes, salt));
        return bytes.limit(paddedBytes).position(0);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public boolean isFull() {
        return lengthBytes >= FULL_BYTES;
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public int lengthBytes() {
        return lengthBytes;
    }

    public int count() {
        return count;
    }

    public long firstSequence() {
        return firstSequence;
    }

    /** The sequence of the last fact in the batch; one less than the first while it is empty. */
    public long lastSequence() {
        return firstSequence + count - 1;
    }

    public long timeMs() {
        return timeMs;
    }
}
