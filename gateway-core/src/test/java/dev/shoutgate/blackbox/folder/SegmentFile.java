package dev.shoutgate.blackbox.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** A segment of a journal as the format is written down, to be spoilt byte by byte. Offsets and lengths in bytes. */
final class SegmentFile {
    private static final int HEADER_BYTES = 64;
    private static final int VERSION_OFFSET = 8;
    private static final int HEADER_CRC_OFFSET = 60;

    private final Path path;
    private final ByteBuffer bytes;

    private SegmentFile(Path path) throws IOException {
        this.path = path;
        bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first segment of the only shard. */
    static SegmentFile of(Path data) throws IOException {
        return new SegmentFile(folder(data).resolve("journal-0000000000000001.seg"));
    }

    static Path folder(Path data) {
        return data.resolve("shard-0/journal");
    }

    record Frame(int offset, int lengthBytes, long firstSequence) {
        int end() {
            return offset + lengthBytes;
        }
    }

    List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (int at = HEADER_BYTES; bytes.getInt(at) > 0; at += (bytes.getInt(at) + 7) / 8 * 8) {
            frames.add(new Frame(at, bytes.getInt(at), bytes.getLong(at + 8)));
        }
        return frames;
    }

    Frame last() {
        List<Frame> frames = frames();
        return frames.get(frames.size() - 1);
    }

    Path path() {
        return path;
    }

    void flipBit(int offset, int bit) throws IOException {
        bytes.put(offset, (byte) (bytes.get(offset) ^ 1 << bit));
        write(bytes.array());
    }

    /** The end is missing, as if the file had never been longer. */
    void cut(int offset) throws IOException {
        write(Arrays.copyOf(bytes.array(), offset));
    }

    /** The end was never written, as in a file that was allocated ahead of need. */
    void zero(int offset) throws IOException {
        byte[] content = bytes.array().clone();
        Arrays.fill(content, offset, content.length, (byte) 0);
        write(content);
    }

    /** As a later program would leave it: another version, and a right checksum over it. */
    void raiseVersion() throws IOException {
        bytes.putInt(VERSION_OFFSET, bytes.getInt(VERSION_OFFSET) + 1);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, HEADER_CRC_OFFSET);
        bytes.putInt(HEADER_CRC_OFFSET, (int) crc.getValue());
        write(bytes.array());
    }

    private void write(byte[] content) throws IOException {
        Files.write(path, content);
    }
}
