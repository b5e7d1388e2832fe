package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of segments that nobody needs any more: to be used again, or deleted. What is needed is the caller's to know:
 * the oldest of the snapshots kept and of every downstream position.
 *
 * <p>Threading: one thread at a time, any; a writer and followers past the sequence may be at work.
 */
final class JournalRetention {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRetention.class);
    private static final int BLOCK_BYTES = 4 << 10;

    private JournalRetention() {}

    /**
     * Lets go of every segment whose last sequence is below the given one. The segment in use stays, whatever is in it.
     *
     * @return how many went
     */
    static int letGoBelow(JournalDisk disk, int shard, long sequence, SpareSegments spares) throws IOException {
        SegmentFolder folder = new SegmentFolder(disk, shard);
        long keepFrom = firstToKeep(disk, folder.begun(), sequence);
        List<Entry> all = folder.all();
        List<Entry> old = all.stream().filter(entry -> entry.number() < keepFrom).toList();
        int most = spares.most(all.size() - old.size());
        for (Entry entry : old) {
            // Oldest first, so that a crash in between leaves no gap.
            spares.letGo(entry, most);
            LOG.debug("No longer needed: {}", disk.describe(entry.name()));
        }
        spares.trim(most);
        if (!old.isEmpty()) {
            disk.sync();
        }
        return old.size();
    }

    private static long firstToKeep(JournalDisk disk, List<Entry> begun, long sequence) throws IOException {
        long keepFrom = 0;
        for (Entry entry : begun) {
            // The last segment that begins at or below the sequence may still hold it, and so may every later one. A
            // header alone may be one whose force failed, and vanish; a frame is written only after the header was
            // forced.
            if (entry.firstSequence() <= sequence && holdsAFrame(disk, entry)) {
                keepFrom = entry.number();
            }
        }
        return keepFrom;
    }

    private static boolean holdsAFrame(JournalDisk disk, Entry entry) throws IOException {
        try (JournalFile file = disk.open(entry.name())) {
            FrameScanner scanner = new FrameScanner(BLOCK_BYTES);
            scanner.turnTo(file, entry.header());
            return scanner.look(SegmentHeader.BYTES) == FrameScanner.Found.WHOLE;
        }
    }
}
