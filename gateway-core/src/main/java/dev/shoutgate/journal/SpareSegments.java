package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that nobody needs any more, waiting under a name of their own until one of them becomes the next. That saves
 * the disk a second writing of everything: a new file has to be filled with zeros first.
 *
 * <p>Whoever still has such a file open reads its old frames until it is taken, and can tell from then on: the header
 * is the first thing that changes, and no frame of one number counts under another.
 *
 * <p>Threading: any; one call at a time.
 */
final class SpareSegments {

    private static final Logger LOG = LoggerFactory.getLogger(SpareSegments.class);

    private final JournalDisk disk;
    private final int shard;
    private final long segmentBytes;

    SpareSegments(JournalDisk disk, int shard, long segmentBytes) {
        this.disk = disk;
        this.shard = shard;
        this.segmentBytes = segmentBytes;
    }

    /**
     * How many may wait while so many segments are kept: as many again, so that the journal never takes more than twice
     * what it must; and none where the disk has not room for that, because others write there too.
     */
    int most(int kept) throws IOException {
        return disk.freeBytes() >= kept * segmentBytes ? kept : 0;
    }

    /** Keeps a segment as a spare one, or deletes it where enough wait or it is of no use. Lasting after a sync. */
    synchronized void letGo(Entry entry, int most) throws IOException {
        boolean fits = entry.hasBegun() && entry.header().isCurrent() && entry.sizeBytes() == segmentBytes;
        if (fits && names().size() < most) {
            disk.rename(entry.name(), SegmentName.spare(entry.number()));
        } else {
            disk.delete(entry.name());
        }
    }

    /** Deletes what is more than so many. */
    synchronized void trim(int most) throws IOException {
        List<String> names = names();
        for (String name : names.subList(Math.min(most, names.size()), names.size())) {
            disk.delete(name);
            LOG.debug("Not used again, deleted: {}", disk.describe(name));
        }
    }

    /** Makes the oldest one the prepared segment of that number, lastingly; null where none waits. */
    synchronized Segment take(long number) throws IOException {
        for (String name : names()) {
            JournalFile file = disk.openForWriting(name);
            try {
                if (file.size() == segmentBytes) {
                    return prepare(file, name, number);
                }
            } catch (IOException | RuntimeException failure) {
                dismiss(file, name, SegmentName.of(number));
                throw failure;
            }
            dismiss(file, name);
        }
        return null;
    }

    private Segment prepare(JournalFile file, String name, long number) throws IOException {
        // A spare one for good, before it is changed: a name that came back would lead to a header not its own.
        disk.sync();
        SegmentHeader header = SegmentHeader.prepared(shard, number, SegmentName.numberOfSpare(name));
        Bytes.writeFully(file, header.encode(SegmentHeader.Kind.PREPARED), 0);
        // Before the new name: under it, the old header would be taken for a segment that somebody misplaced.
        file.force();
        disk.rename(name, SegmentName.of(number));
        disk.sync();
        return new Segment(disk, file, header);
    }

    private void dismiss(JournalFile file, String... names) throws IOException {
        file.close();
        for (String name : names) {
            disk.delete(name);
        }
    }

    private List<String> names() throws IOException {
        return disk.list().stream().filter(name -> SegmentName.numberOfSpare(name) != SegmentName.NONE).sorted()
                .toList();
    }
}
