package dev.shoutgate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A segment that is open for writing: prepared, then begun, then filled frame by frame. It never grows.
 *
 * <p>Threading: the preparing thread until it is taken, the writer's after that.
 */
final class Segment implements Closeable {

    private final String path;
    private final String name;
    private final JournalFile file;
    private final long sizeBytes;
    private SegmentHeader header;
    private long position;

    /** A prepared segment. */
    Segment(JournalDisk disk, JournalFile file, SegmentHeader prepared) throws IOException {
        this(disk, file, prepared, 0);
    }

    /** A segment in use, whose next frame goes to the position. */
    Segment(JournalDisk disk, JournalFile file, SegmentHeader header, long position) throws IOException {
        this.name = SegmentName.of(header.number());
        this.path = disk.describe(name);
        this.file = file;
        this.sizeBytes = file.size();
        this.header = header;
        this.position = position;
    }

    /** Takes the segment into use, lastingly: whatever older segments hold from that sequence on is void now. */
    void begin(long firstSequence, long nowMs, int mark) throws IOException {
        header = new SegmentHeader(header.shard(), header.number(), firstSequence, nowMs, mark, header.madeOf());
        Bytes.writeFully(file, header.encode(), 0);
        file.force();
        position = SegmentHeader.BYTES;
    }

    boolean fits(int paddedBytes) {
        return position + paddedBytes <= sizeBytes;
    }

    /** Writes a frame at the end without moving it; {@link #pass} does, once the frame counts. */
    void write(ByteBuffer frame) throws IOException {
        Bytes.writeFully(file, frame, position);
    }

    void force() throws IOException {
        file.force();
    }

    void pass(int paddedBytes) {
        position += paddedBytes;
    }

    /** Overwrites a frame that does not count. Helps whoever reads the file; what makes it void is the next segment. */
    void wipe(int paddedBytes) throws IOException {
        Bytes.zero(file, position, Math.min(sizeBytes, position + paddedBytes));
        file.force();
    }

    int mark() {
        return header.mark();
    }

    int salt() {
        return header.salt();
    }

    long position() {
        return position;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
