package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.List;

/**
 * About how many facts a journal holds, from a few small reads: for progress, and for nothing that must be right.
 *
 * <p>Threading: the caller's. Nothing is changed.
 */
final class JournalEstimate {

    /** Nearly every window of this size holds the beginning of a frame, up to where frames were written. */
    private static final int WINDOW_BYTES = FactFrame.FULL_BYTES;

    /** What an order of one line takes in the journal, for a journal whose first segment is all there is. */
    private static final int TYPICAL_FACT_BYTES = 200;

    private JournalEstimate() {}

    /** About the last sequence: what the newest segment's header says, and as much more as it is full; 0 for none. */
    static long lastSequence(JournalDisk disk, int shard) throws IOException {
        List<Entry> entries = new SegmentFolder(disk, shard).begun();
        if (entries.isEmpty()) {
            return 0;
        }
        Entry oldest = entries.get(0);
        Entry newest = entries.get(entries.size() - 1);
        long factsBefore = newest.firstSequence() - oldest.firstSequence();
        long bytesBefore = 0;
        for (Entry entry : entries.subList(0, entries.size() - 1)) {
            bytesBefore += entry.sizeBytes();
        }
        long writtenBytes = writtenBytes(disk, newest);
        long newestFacts = factsBefore == 0 ? writtenBytes / TYPICAL_FACT_BYTES
                : (long) ((double) writtenBytes / bytesBefore * factsBefore);
        return newest.firstSequence() - 1 + newestFacts;
    }

    /** How far the newest segment bears its own mark, found by halving. */
    private static long writtenBytes(JournalDisk disk, Entry entry) throws IOException {
        long written = 0;
        long unwritten = entry.sizeBytes() / WINDOW_BYTES;
        try (JournalFile file = disk.open(entry.name())) {
            FrameScanner scanner = new FrameScanner(WINDOW_BYTES);
            scanner.turnTo(file, entry.header());
            while (written < unwritten) {
                long middle = (written + unwritten) / 2;
                long end = (middle + 1) * WINDOW_BYTES;
                if (scanner.passUnmarked(middle * WINDOW_BYTES, end) == end) {
                    unwritten = middle;
                } else {
                    written = middle + 1;
                }
            }
        }
        return written * WINDOW_BYTES;
    }
}
