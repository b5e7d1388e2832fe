package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * About how many facts a journal holds, from a few small reads: for progress, and for nothing that must be right.
 *
 * <p>Threading: the caller's. Nothing is changed.
 */
final class JournalEstimate {

    private static final int PAGE_BYTES = 4096;

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

    /** Where the zeros begin that a segment is filled with ahead of need, found by halving; a page is close enough. */
    private static long writtenBytes(JournalDisk disk, Entry entry) throws IOException {
        long written = 0;
        long zeros = entry.sizeBytes() / PAGE_BYTES;
        try (JournalFile file = disk.open(entry.name())) {
            while (written < zeros) {
                long middle = (written + zeros) / 2;
                if (isZero(file, middle * PAGE_BYTES)) {
                    zeros = middle;
                } else {
                    written = middle + 1;
                }
            }
        }
        return written * PAGE_BYTES;
    }

    private static boolean isZero(JournalFile file, long offset) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
        if (!Bytes.readFully(file, page, offset)) {
            return true;
        }
        return page.equals(ByteBuffer.allocate(PAGE_BYTES));
    }
}
