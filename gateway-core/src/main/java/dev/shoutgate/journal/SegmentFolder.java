package dev.shoutgate.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The segments that a folder holds, by number.
 *
 * <p>Threading: any; every call looks at the disk anew.
 */
final class SegmentFolder {

    /**
     * One segment file.
     *
     * @param header null while it is only prepared, or where its header is not whole
     */
    record Entry(long number, String name, long sizeBytes, SegmentHeader header) {

        boolean hasBegun() {
            return header != null;
        }

        long firstSequence() {
            return header.firstSequence();
        }
    }

    private final JournalDisk disk;
    private final int shard;

    SegmentFolder(JournalDisk disk, int shard) {
        this.disk = disk;
        this.shard = shard;
    }

    /** Every segment, begun or not. */
    List<Entry> all() throws IOException {
        return after(0);
    }

    /** The segments in use, oldest first. */
    List<Entry> begun() throws IOException {
        return begunAfter(0);
    }

    List<Entry> begunAfter(long number) throws IOException {
        List<Entry> entries = after(number);
        entries.removeIf(entry -> !entry.hasBegun());
        return entries;
    }

    private List<Entry> after(long number) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : disk.list()) {
            long found = SegmentName.numberOf(name);
            if (found > number) {
                addUnlessGone(entries, found, name);
            } else if (found == SegmentName.NONE && SegmentName.looksLikeOne(name)) {
                throw new JournalRefusedException("The file " + disk.describe(name)
                        + " is named nearly like a journal segment (" + SegmentName.of(1)
                        + "). Rename it back, or move it away. Nothing was changed.");
            }
        }
        entries.sort(Comparator.comparingLong(Entry::number));
        return entries;
    }

    private void addUnlessGone(List<Entry> entries, long number, String name) throws IOException {
        try (JournalFile file = disk.open(name)) {
            entries.add(new Entry(
                    number, name, file.size(), SegmentHeader.read(file, disk.describe(name), number, shard)));
        } catch (NoSuchFileException | FileNotFoundException | JournalRefusedException e) {
            // Let go since it was listed, or even since it was opened, and made into another one already.
            if (disk.list().contains(name)) {
                throw e;
            }
        }
    }
}
