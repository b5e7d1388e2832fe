package dev.shoutgate.journal;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes one snapshot aside; only {@link #finish()} gives it its name. Until then, and after any failure, there is
 * nothing that a start would look at.
 *
 * <p>Threading: one thread.
 */
public final class SnapshotWriter implements AutoCloseable {

    private final JournalDisk disk;
    private final long sequence;
    private final SegmentHeader header;
    private final JournalFile file;
    private long position = SegmentHeader.BYTES;
    private boolean finished;

    SnapshotWriter(JournalDisk disk, int shard, long sequence, long nowMs) throws IOException {
        this.disk = disk;
        this.sequence = sequence;
        disk.delete(SnapshotName.unfinished(sequence));
        file = disk.create(SnapshotName.unfinished(sequence));
        header = new SegmentHeader(
                shard, sequence, sequence + 1, nowMs, ThreadLocalRandom.current().nextInt() | 1, 0);
        try {
            Bytes.writeFully(file, header.encode(SegmentHeader.Kind.SNAPSHOT), 0);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Writes a frame of records and forces it: in small portions, so that the journal's forces wait for little. */
    public void append(FactFrame frame) throws IOException {
        Bytes.writeFully(file, frame.seal(header.mark(), header.salt()), position);
        file.force();
        position += FrameHeader.padded(frame.lengthBytes());
    }

    /** Makes it a snapshot, lastingly; returns how many bytes it has. */
    public long finish() throws IOException {
        file.force();
        disk.rename(SnapshotName.unfinished(sequence), SnapshotName.of(sequence));
        disk.sync();
        finished = true;
        return position;
    }

    /** Lets go of the file; what was not finished is gone. */
    @Override
    public void close() throws IOException {
        file.close();
        if (!finished) {
            disk.delete(SnapshotName.unfinished(sequence));
        }
    }
}
