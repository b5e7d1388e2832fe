package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.List;

/**
 * Reads a journal from a sequence to its end, and changes nothing.
 *
 * <p>Threading: the caller's.
 */
public final class JournalReader {

    private static final int BLOCK_BYTES = 4 << 20;

    private final JournalDisk disk;
    private final FrameCursor cursor;
    private long lastTimeMs;
    private long factsRead;

    private JournalReader(JournalDisk disk, FrameCursor cursor) {
        this.disk = disk;
        this.cursor = cursor;
    }

    /**
     * Hands every fact from the sequence on to the reader.
     *
     * @param fromSequence the first one wanted, from 1; segments that end before it are not opened
     * @throws JournalDamagedException if facts are missing: a broken frame with a whole one after it, a gap, or an end
     *     before {@code fromSequence - 1}
     * @throws JournalRefusedException if the folder holds segments of another shard, or of a newer version
     */
    public static JournalEnd read(JournalDisk disk, int shard, long fromSequence, FactReader reader)
            throws IOException {
        return read(disk, shard, fromSequence, reader, false);
    }

    /** The same; {@code unforced}: what follows a broken frame in the last segment may be left out. */
    static JournalEnd read(JournalDisk disk, int shard, long fromSequence, FactReader reader, boolean unforced)
            throws IOException {
        SegmentFolder folder = new SegmentFolder(disk, shard);
        for (Entry entry : folder.all()) {
            SegmentTail.checkUnbegun(disk, shard, entry);
        }
        try (FrameCursor cursor = new FrameCursor(disk, shard, BLOCK_BYTES)) {
            return new JournalReader(disk, cursor).read(fromSequence, reader, unforced);
        }
    }

    /** The first sequence that the folder still keeps, 0 where no segment has begun. Beside a writer, too. */
    public static long firstKept(JournalDisk disk, int shard) throws IOException {
        List<Entry> begun = new SegmentFolder(disk, shard).begun();
        return begun.isEmpty() ? 0 : begun.get(0).firstSequence();
    }

    /** Hands over the facts of the very first frame; false where it was let go, or nothing was written yet. */
    static boolean readFirst(JournalDisk disk, int shard, FactReader reader) throws IOException {
        if (firstKept(disk, shard) != 1) {
            return false;
        }
        try (FrameCursor cursor = new FrameCursor(disk, shard, FrameHeader.padded(FactFrame.MAX_BYTES))) {
            return cursor.seek(1) && cursor.next() && cursor.frame().deliver(1, reader) > 0;
        }
    }

    private JournalEnd read(long fromSequence, FactReader reader, boolean unforced) throws IOException {
        boolean begun = cursor.seek(fromSequence);
        SegmentTail.Extent tail = SegmentTail.Extent.CLEAN;
        if (begun) {
            do {
                readFrames(fromSequence, reader);
                tail = SegmentTail.examine(cursor, unforced);
            } while (tail == SegmentTail.Extent.WRITTEN_SINCE);
        }
        long last = begun ? cursor.expected() - 1 : 0;
        if (last < fromSequence - 1) {
            throw new JournalRefusedException("The journal in " + disk.describe("") + " ends with sequence " + last
                    + " but sequence " + (fromSequence - 1)
                    + " was there before. Put back the missing segments. Nothing was changed.");
        }
        return begun ? endAt(last, tail) : new JournalEnd(0, 0, 0, 0, 0, -1, 0);
    }

    private void readFrames(long fromSequence, FactReader reader) throws IOException {
        while (cursor.next()) {
            FrameScanner frame = cursor.frame();
            lastTimeMs = frame.timeMs();
            if (frame.lastSequence() >= fromSequence) {
                factsRead += frame.deliver(fromSequence, reader);
            }
            cursor.pass();
        }
    }

    private JournalEnd endAt(long last, SegmentTail.Extent tail) {
        long end = cursor.offset();
        return new JournalEnd(last, lastTimeMs, factsRead, cursor.segment().number(), end,
                cursor.lastFrameOffset(), Math.max(end, tail.endOffset()));
    }
}
