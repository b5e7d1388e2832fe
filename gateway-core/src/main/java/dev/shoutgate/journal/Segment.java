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
    private final long number;
    private final JournalFile file;
    private final long sizeBytes;
    private int mark;
    private long position;

    /** A prepared segment, all zeros. */
    Segment(JournalDisk disk, long number, JournalFile file) throws IOException {
        this(disk, number, file, 0, 0);
    }

    /** A segment in use, whose next frame goes to the position. */
    Segment(JournalDisk disk, long number, JournalFile file, int mark, long position) throws IOException {
        this.number = number;
        this.name = SegmentName.of(number);
        this.path = disk.describe(name);
        this.file = file;
        this.sizeBytes = file.size();
        this.mark = mark;
        this.position = position;
    }

    /** Takes the segment into use, lastingly: whatever older segments hold from that sequence on is void now. */
    void begin(int shard, long firstSequence, long nowMs, int mark) throws IOException {
        this.mark = mark;
        Bytes.writeFully(file, new SegmentHeader(shard, number, firstSequence, nowMs, mark).encode(), 0);
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
        return mark;
    }

    long position() {
        return position;
    }

    long number() {
        return number;
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
