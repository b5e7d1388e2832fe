package dev.shoutgate.journal;

import dev.shoutgate.journal.FrameScanner.Found;
import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;

/**
 * Tells what stands after the last whole frame: nothing, the remains of a frame that was never acknowledged, or whole
 * frames that prove damage.
 *
 * <p>Threading: the caller's. Nothing is changed.
 */
final class SegmentTail {

    /**
     * How far the remains reach.
     *
     * @param endOffset where the last of them ends, 0 where there are none: the last byte that is not zero; or, behind
     *                  which an older segment's frames may stand, the last that bears the mark of this one
     */
    record Extent(long endOffset) {
        static final Extent CLEAN = new Extent(0);
        /** A running writer has added frames meanwhile: read on. */
        static final Extent WRITTEN_SINCE = new Extent(-1);
    }

    private static final int BLOCK_BYTES = 1 << 20;

    private SegmentTail() {}

    /** Looks at everything behind the cursor's place in the last segment. */
    static Extent examine(FrameCursor cursor) throws IOException {
        return examine(cursor, false);
    }

    /** {@code unforced}: the frames there may have been left to the operating system, which writes in any order. */
    static Extent examine(FrameCursor cursor, boolean unforced) throws IOException {
        FrameScanner scanner = cursor.frame();
        long start = cursor.offset();
        long size = cursor.segment().sizeBytes();
        long end = 0;
        boolean reused = cursor.segment().header().isReused();
        for (long at = next(scanner, reused, start, size); at < size;
                at = next(scanner, reused, at + Long.BYTES, size)) {
            end = Math.max(end, reused ? scanner.endOfFrame(at, size)
                    : at + Long.BYTES - Long.numberOfLeadingZeros(scanner.peek(at)) / Byte.SIZE);
            if (at > start && scanner.look(at) == Found.WHOLE && scanner.firstSequence() >= cursor.expected()) {
                Extent since = sinceWritten(cursor, at, unforced);
                if (since != null) {
                    return since;
                }
            }
        }
        return end == 0 ? Extent.CLEAN : new Extent(end);
    }

    private static long next(FrameScanner scanner, boolean reused, long from, long to) throws IOException {
        return reused ? scanner.passUnmarked(from, to) : scanner.passZeros(from, to);
    }

    /** Null where it is no damage that a whole frame follows. */
    private static Extent sinceWritten(FrameCursor cursor, long wholeAt, boolean unforced) throws IOException {
        FrameScanner scanner = cursor.frame();
        String after = ", with the whole frame of sequences " + scanner.firstSequence() + " to "
                + scanner.lastSequence() + " after it at offset " + wholeAt;
        scanner.forget();
        if (cursor.next()) {
            return Extent.WRITTEN_SINCE;
        }
        if (unforced) {
            return null;
        }
        throw cursor.damage(scanner.describe(cursor.offset()) + after);
    }

    /** Makes sure that a segment without a whole header holds no facts either. */
    static void checkUnbegun(JournalDisk disk, int shard, Entry entry) throws IOException {
        if (entry.hasBegun()) {
            return;
        }
        try (JournalFile file = disk.open(entry.name())) {
            FrameScanner scanner = new FrameScanner(BLOCK_BYTES);
            scanner.turnTo(file);
            long body = scanner.passZeros(SegmentHeader.BYTES, entry.sizeBytes());
            boolean empty = body >= entry.sizeBytes() || SegmentHeader.mayBePrepared(file, shard, entry.number())
                    && !scanner.holdsFrameOf(entry.number());
            if (!empty) {
                throw new JournalRefusedException("The journal segment " + disk.describe(entry.name())
                        + " has no whole header in its first " + SegmentHeader.BYTES
                        + " bytes but holds something at offset " + body
                        + ". Put back a good copy of the file. Nothing was changed.");
            }
        }
    }

    /**
     * The header of a segment that was prepared and never begun upon; null where it is anything else. What is behind it
     * was looked at when the journal was read.
     */
    static SegmentHeader prepared(JournalDisk disk, int shard, Entry entry) throws IOException {
        try (JournalFile file = disk.open(entry.name())) {
            FrameScanner scanner = new FrameScanner(SegmentHeader.BYTES);
            scanner.turnTo(file);
            boolean zeros = scanner.passZeros(0, SegmentHeader.BYTES) == SegmentHeader.BYTES;
            return zeros ? SegmentHeader.prepared(shard, entry.number(), 0)
                    : SegmentHeader.readPrepared(file, shard, entry.number());
        }
    }
}
