package dev.shoutgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks at places of a segment file and says whether a whole frame stands there. Reads in blocks, because a system call
 * per frame would cost more than the frame.
 *
 * <p>Threading: one thread at a time.
 */
final class FrameScanner {

    /** What stands at a place. */
    enum Found {
        WHOLE,
        NOTHING,
        BROKEN
    }

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();
    private static final int SMALLEST_FRAME_BYTES = FactFrame.HEADER_BYTES + Integer.BYTES;

    private final CRC32C crc = new CRC32C();
    private final int blockBytes;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private UnsafeBuffer view;
    private JournalFile file;
    private int mark;
    private int salt;
    private long blockStart;
    private int blockLength;
    private int at;
    private int lengthBytes;

    FrameScanner(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    /** Turns to a file that has that header. */
    void turnTo(JournalFile file, SegmentHeader header) throws IOException {
        mark = header.mark();
        salt = header.salt();
        turnTo(file);
    }

    /** Turns to a file whose header is not known: no frame counts. */
    void turnTo(JournalFile file) throws IOException {
        this.file = file;
        // Never more than the file: memory outside the heap is freed late, and small journals are opened often.
        int wanted = (int) Math.max(SegmentHeader.BYTES, Math.min(blockBytes, file.size()));
        if (wanted > block.capacity()) {
            resize(wanted);
        }
        forget();
    }

    /** Makes the next look read the file again: what was read before may have been written since. */
    void forget() {
        blockLength = 0;
    }

    Found look(long offset) throws IOException {
        if (!have(offset, FactFrame.HEADER_BYTES)) {
            return isZero(offset) ? Found.NOTHING : Found.BROKEN;
        }
        at = (int) (offset - blockStart);
        lengthBytes = int32(FrameHeader.LENGTH_OFFSET);
        if (lengthBytes == 0 && isHeaderZero()) {
            return Found.NOTHING;
        }
        if (lengthBytes < SMALLEST_FRAME_BYTES || lengthBytes > FactFrame.MAX_BYTES
                || int32(FrameHeader.MARK_OFFSET) != mark || count() <= 0) {
            return Found.BROKEN;
        }
        boolean inside = have(offset, lengthBytes);
        at = (int) (offset - blockStart);
        boolean whole = inside && checksumTold() == salt;
        return whole ? Found.WHOLE : Found.BROKEN;
    }

    /** The salt with which the checksum of what stands here would be right. */
    private int checksumTold() {
        return FrameHeader.crc(crc, block, at, lengthBytes, int32(FrameHeader.CRC_OFFSET));
    }

    /**
     * Whether a whole frame of a segment of that number stands anywhere, whatever its mark: for a file whose header is
     * not whole.
     */
    boolean holdsFrameOf(long number) throws IOException {
        long offset = SegmentHeader.BYTES;
        while (have(offset, SMALLEST_FRAME_BYTES)) {
            at = (int) (offset - blockStart);
            int told = looksLikeFrame() && have(offset, lengthBytes) && isMadeOfFacts(offset) ? checksumTold() : -1;
            if (told == (int) number) {
                return true;
            }
            // A frame of another number is an old one, and passed as a whole.
            offset += told > 0 && told < number ? FrameHeader.padded(lengthBytes) : FrameHeader.ALIGNMENT;
        }
        return false;
    }

    private boolean looksLikeFrame() {
        lengthBytes = int32(FrameHeader.LENGTH_OFFSET);
        int facts = lengthBytes - FactFrame.HEADER_BYTES;
        int first = int32(FactFrame.HEADER_BYTES);
        return facts >= Integer.BYTES && lengthBytes <= FactFrame.MAX_BYTES
                && count() > 0 && count() <= facts / Integer.BYTES && first >= 0 && first <= facts - Integer.BYTES;
    }

    /** Whether the lengths of its facts add up to its own: a checksum of every place that may be one takes too long. */
    private boolean isMadeOfFacts(long offset) {
        at = (int) (offset - blockStart);
        int next = FactFrame.HEADER_BYTES;
        for (int i = count(); i > 0; i--) {
            int length = next + Integer.BYTES <= lengthBytes ? int32(next) : -1;
            if (length < 0 || length > lengthBytes - next - Integer.BYTES) {
                return false;
            }
            next += Integer.BYTES + length;
        }
        return next == lengthBytes;
    }

    /** What a person is told of a place without a whole frame. */
    String describe(long offset) throws IOException {
        Found found = look(offset);
        if (found != Found.BROKEN) {
            return found == Found.NOTHING ? "zeros or the end of the file"
                    : "the whole frame of sequences " + firstSequence() + " to " + lastSequence();
        }
        if (blockLength - (offset - blockStart) < FactFrame.HEADER_BYTES) {
            return "less than a frame's header before the end of the file";
        }
        return "a broken frame (length " + lengthBytes + ", first sequence " + firstSequence() + ", count " + count()
                + ", wrong length, mark or checksum)";
    }

    /** The eight bytes at a place; 0 past the end of the file, and what is left of them just before it. */
    long peek(long offset) throws IOException {
        if (have(offset, Long.BYTES)) {
            return view.getLong((int) (offset - blockStart), ByteOrder.LITTLE_ENDIAN);
        }
        long value = 0;
        for (long i = Math.min(blockStart + blockLength, offset + Long.BYTES) - 1; i >= offset; i--) {
            value = value << Byte.SIZE | view.getByte((int) (i - blockStart)) & 0xff;
        }
        return value;
    }

    /**
     * The first place at which {@link #peek} would find something, or the limit where there is none.
     *
     * @param offset a multiple of 8, as is every place that is looked at
     */
    long passZeros(long offset, long limit) throws IOException {
        long at = offset;
        while (at < limit && peek(at) == 0) {
            // What is in the block goes by in one comparison: a start looks at up to two whole segments of zeros, with
            // code that nothing has warmed up yet.
            int from = (int) (at - blockStart);
            int bytes = Math.max(0, Math.min(blockLength - from, ZEROS.capacity()) & -Long.BYTES);
            int different = block.clear().slice(from, bytes).mismatch(ZEROS.slice(0, bytes));
            at += different < 0 ? Math.max(bytes, Long.BYTES) : different & -Long.BYTES;
        }
        return Math.min(at, limit);
    }

    /** The first place at which something stands that bears this file's mark where a frame would; or the limit. */
    long passUnmarked(long offset, long limit) throws IOException {
        long at = offset;
        while (at < limit && have(at, FactFrame.HEADER_BYTES)) {
            int last = blockLength - FactFrame.HEADER_BYTES;
            for (int i = (int) (at - blockStart); i <= last; i += FrameHeader.ALIGNMENT) {
                if (view.getInt(i + FrameHeader.MARK_OFFSET, ByteOrder.LITTLE_ENDIAN) == mark) {
                    return Math.min(blockStart + i, limit);
                }
                at += FrameHeader.ALIGNMENT;
            }
        }
        return limit;
    }

    /** How far what bears the mark at a place says that it reaches, within the limit. */
    long endOfFrame(long offset, long limit) throws IOException {
        Found found = look(offset);
        boolean plausible = found == Found.WHOLE || lengthBytes > 0 && lengthBytes <= FactFrame.MAX_BYTES;
        return Math.min(limit, offset + (plausible ? FrameHeader.padded(lengthBytes) : FactFrame.HEADER_BYTES));
    }

    int lengthBytes() {
        return lengthBytes;
    }

    long firstSequence() {
        return view.getLong(at + FrameHeader.FIRST_SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    long lastSequence() {
        return firstSequence() + count() - 1;
    }

    long timeMs() {
        return view.getLong(at + FrameHeader.TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    int count() {
        return int32(FrameHeader.COUNT_OFFSET);
    }

    /** Hands over the frame that was found last, from the given sequence on; returns how many facts. */
    int deliver(long fromSequence, FactReader reader) {
        int next = at + FactFrame.HEADER_BYTES;
        int delivered = 0;
        long first = firstSequence();
        long timeMs = timeMs();
        for (int i = 0, count = count(); i < count; i++) {
            int length = view.getInt(next, ByteOrder.LITTLE_ENDIAN);
            if (first + i >= fromSequence) {
                reader.onFact(first + i, timeMs, view, next + Integer.BYTES, length);
                delivered++;
            }
            next += Integer.BYTES + length;
        }
        return delivered;
    }

    private boolean isZero(long offset) throws IOException {
        for (int i = 0; i < FactFrame.HEADER_BYTES; i += Long.BYTES) {
            if (peek(offset + i) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeaderZero() {
        for (int i = 0; i < FactFrame.HEADER_BYTES; i += Long.BYTES) {
            if (view.getLong(at + i) != 0) {
                return false;
            }
        }
        return true;
    }

    private int int32(int offset) {
        return view.getInt(at + offset, ByteOrder.LITTLE_ENDIAN);
    }

    private boolean have(long offset, int bytes) throws IOException {
        if (offset < blockStart || offset + bytes > blockStart + blockLength) {
            load(offset, bytes);
        }
        return offset + bytes <= blockStart + blockLength;
    }

    private void load(long offset, int bytes) throws IOException {
        if (bytes > block.capacity()) {
            resize(FrameHeader.padded(FactFrame.MAX_BYTES));
        }
        block.clear();
        blockStart = offset;
        blockLength = 0;
        while (blockLength < bytes) {
            int read = file.read(block, offset + blockLength);
            if (read <= 0) {
                return;
            }
            blockLength += read;
        }
    }

    private void resize(int bytes) {
        block = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        view = new UnsafeBuffer(block);
    }
}
