package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.SnapshotEndedDecoder;
import java.io.IOException;

/**
 * Reads one snapshot. Whether it is whole is asked before anything of it is used.
 *
 * <p>Threading: one thread at a time.
 */
final class SnapshotReader implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 20;

    private final JournalFile file;
    private final SegmentHeader header;
    private final FrameScanner scanner = new FrameScanner(BLOCK_BYTES);
    private final MessageHeaderDecoder last = new MessageHeaderDecoder();
    private boolean ended;

    private SnapshotReader(JournalFile file, SegmentHeader header) {
        this.file = file;
        this.header = header;
    }

    /** @throws JournalRefusedException if it is another shard's, or a newer version's */
    static SnapshotReader open(JournalDisk disk, int shard, long sequence) throws IOException {
        String name = SnapshotName.of(sequence);
        JournalFile file = disk.open(name);
        try {
            return new SnapshotReader(file, SegmentHeader.read(
                    SegmentHeader.Kind.SNAPSHOT, file, disk.describe(name), sequence, shard));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether its header, every frame up to the end of the file, and its last record are there. */
    boolean isWhole() throws IOException {
        ended = false;
        return header != null && pass((place, timeMs, buffer, offset, length) ->
                ended = last.wrap(buffer, offset).templateId() == SnapshotEndedDecoder.TEMPLATE_ID) && ended;
    }

    /** Hands over every record, with its place, from 1. The snapshot is whole. */
    void read(FactReader reader) throws IOException {
        if (!pass(reader)) {
            throw new IOException("the snapshot changed while it was read");
        }
    }

    /** Hands over the records of its first frame; false where it has no whole one. */
    boolean readFirst(FactReader reader) throws IOException {
        if (header == null) {
            return false;
        }
        scanner.turnTo(file, header);
        return scanner.look(SegmentHeader.BYTES) == FrameScanner.Found.WHOLE && scanner.deliver(1, reader) > 0;
    }

    private boolean pass(FactReader reader) throws IOException {
        scanner.turnTo(file, header);
        long size = file.size();
        long offset = SegmentHeader.BYTES;
        long next = 1;
        while (offset < size) {
            if (scanner.look(offset) != FrameScanner.Found.WHOLE || scanner.firstSequence() != next) {
                return false;
            }
            scanner.deliver(next, reader);
            next = scanner.lastSequence() + 1;
            offset += FrameHeader.padded(scanner.lengthBytes());
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
