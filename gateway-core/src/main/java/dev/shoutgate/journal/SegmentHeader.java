package dev.shoutgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The first {@value #BYTES} bytes of a segment that has begun. A prepared one has zeros there, or a header that says
 * so.
 *
 * <p>Because a segment says with which sequence it begins, whatever an earlier segment holds from that sequence on is
 * void. That is how a frame that failed to be written is taken back for good, even where its own file will not be cut.
 *
 * @param shard         whose journal this is
 * @param number        as in the file's name
 * @param firstSequence the sequence of its first fact
 * @param createdAtMs   when it began, milliseconds since 1970 UTC
 * @param mark          a number drawn by lot that each of its frames repeats: bytes of an order, or of another file,
 *                      cannot pass for a frame
 * @param madeOf        the number that the same file had before, whose frames may still stand behind its own; 0 where
 *                      it was made of zeros
 * @param version       of the format: whoever knows only earlier ones would misread what may follow
 */
record SegmentHeader(
        int shard, long number, long firstSequence, long createdAtMs, int mark, long madeOf, int version) {

    static final int BYTES = 64;

    /**
     * 2: facts of orders have lines before their texts, which programs of version 1 would take for text. 3: an item of
     * a definition has a text more, which programs of version 2 would take for the next item. 4: a segment may be made
     * of an older one, and checksums have its number in them; programs of version 3 would take old frames for damage.
     */
    static final int FORMAT_VERSION = 4;

    private static final int FIRST_SALTED_VERSION = 4;

    /** A header as this program writes it. */
    SegmentHeader(int shard, long number, long firstSequence, long createdAtMs, int mark, long madeOf) {
        this(shard, number, firstSequence, createdAtMs, mark, madeOf, FORMAT_VERSION);
    }

    /** The header of a segment that is made of the one of number {@code madeOf}, and holds no fact of its own yet. */
    static SegmentHeader prepared(int shard, long number, long madeOf) {
        return new SegmentHeader(shard, number, 0, 0, 0, madeOf);
    }

    /** Whether this program's facts may follow: a segment that an older one began says that it can read them all. */
    boolean isCurrent() {
        return version == FORMAT_VERSION;
    }

    /** Whether frames of an older segment may stand behind those of this one. */
    boolean isReused() {
        return madeOf != 0;
    }

    /**
     * What the checksums of its frames are combined with, so that a frame counts under one number only. Without luck:
     * whatever else a frame says, the same bytes have another checksum under another number.
     */
    int salt() {
        return version < FIRST_SALTED_VERSION ? 0 : (int) number;
    }

    /** Which file it stands in: none is ever taken for another. */
    enum Kind {
        SEGMENT(0x4c4e4a54554f4853L, "journal segment", "segment"), // "SHOUTJNL"
        PREPARED(0x45525054554f4853L, "prepared journal segment", "segment"), // "SHOUTPRE"
        SNAPSHOT(0x504e5354554f4853L, "snapshot", "snapshot"); // "SHOUTSNP"

        private final long magic;
        private final String what;
        private final String word;

        Kind(long magic, String what, String word) {
            this.magic = magic;
            this.what = what;
            this.word = word;
        }
    }

    private static final int VERSION_OFFSET = 8;
    private static final int SHARD_OFFSET = 12;
    private static final int NUMBER_OFFSET = 16;
    private static final int FIRST_SEQUENCE_OFFSET = 24;
    private static final int CREATED_AT_OFFSET = 32;
    private static final int MARK_OFFSET = 40;
    private static final int MADE_OF_OFFSET = 44;
    private static final int CRC_OFFSET = 60;

    /** The header as bytes, ready to be written. */
    ByteBuffer encode() {
        return encode(Kind.SEGMENT);
    }

    ByteBuffer encode(Kind kind) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, kind.magic).putInt(VERSION_OFFSET, version).putInt(SHARD_OFFSET, shard);
        bytes.putLong(NUMBER_OFFSET, number).putLong(FIRST_SEQUENCE_OFFSET, firstSequence);
        bytes.putLong(CREATED_AT_OFFSET, createdAtMs).putInt(MARK_OFFSET, mark);
        bytes.putLong(MADE_OF_OFFSET, madeOf);
        return bytes.putInt(CRC_OFFSET, crc(bytes));
    }

    /**
     * Reads the header of a segment.
     *
     * @return null where there is no whole header: the segment has not begun
     * @throws JournalRefusedException if it is whole but is not one of this shard, this number and a known version
     */
    static SegmentHeader read(JournalFile file, String path, long number, int shard) throws IOException {
        return read(Kind.SEGMENT, file, path, number, shard);
    }

    /** The same of any kind of file. */
    static SegmentHeader read(Kind kind, JournalFile file, String path, long number, int shard) throws IOException {
        ByteBuffer bytes = bytesOf(file);
        if (bytes == null || bytes.getLong(0) != kind.magic) {
            return null;
        }
        boolean whole = bytes.getInt(CRC_OFFSET) == crc(bytes);
        if (kind == Kind.SNAPSHOT && !whole) {
            // There is another to use in its place, whatever a flipped bit says of its version.
            return null;
        }
        int version = bytes.getInt(VERSION_OFFSET);
        if (version > FORMAT_VERSION) {
            throw new JournalRefusedException("The " + kind.what + " " + path + " has format version " + version
                    + " but this program knows versions up to " + FORMAT_VERSION
                    + ". Start the newer program that wrote it. Nothing was changed.");
        }
        return whole ? decode(bytes).expect(kind, path, number, shard) : null;
    }

    /** The header of a prepared segment; null where none of this number stands there whole. */
    static SegmentHeader readPrepared(JournalFile file, int shard, long number) throws IOException {
        ByteBuffer bytes = bytesOf(file);
        boolean whole = bytes != null && mayBePrepared(bytes, shard, number)
                && bytes.equals(decode(bytes).encode(Kind.PREPARED));
        return whole ? decode(bytes) : null;
    }

    /**
     * Whether a header that is not whole may be that of a prepared segment, or one that was being written over it:
     * wherever the write stopped, both say the same here.
     */
    static boolean mayBePrepared(JournalFile file, int shard, long number) throws IOException {
        ByteBuffer bytes = bytesOf(file);
        return bytes != null && mayBePrepared(bytes, shard, number);
    }

    private static boolean mayBePrepared(ByteBuffer bytes, int shard, long number) {
        int version = bytes.getInt(VERSION_OFFSET);
        return version >= FIRST_SALTED_VERSION && version <= FORMAT_VERSION && bytes.getInt(SHARD_OFFSET) == shard
                && bytes.getLong(NUMBER_OFFSET) == number;
    }

    /** Whether the file still begins with this header, that of a segment. */
    boolean stands(JournalFile file) throws IOException {
        ByteBuffer bytes = bytesOf(file);
        return bytes != null && bytes.getLong(0) == Kind.SEGMENT.magic && bytes.getInt(CRC_OFFSET) == crc(bytes)
                && decode(bytes).equals(this);
    }

    private static ByteBuffer bytesOf(JournalFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return Bytes.readFully(file, bytes, 0) ? bytes : null;
    }

    private static SegmentHeader decode(ByteBuffer bytes) {
        return new SegmentHeader(bytes.getInt(SHARD_OFFSET), bytes.getLong(NUMBER_OFFSET),
                bytes.getLong(FIRST_SEQUENCE_OFFSET), bytes.getLong(CREATED_AT_OFFSET), bytes.getInt(MARK_OFFSET),
                bytes.getLong(MADE_OF_OFFSET), bytes.getInt(VERSION_OFFSET));
    }

    private SegmentHeader expect(Kind kind, String path, long wantedNumber, int wantedShard) {
        if (shard != wantedShard || number != wantedNumber) {
            throw new JournalRefusedException("The " + kind.what + " " + path + " says that it is " + kind.word + " "
                    + number + " of shard " + shard + " but it lies where " + kind.word + " " + wantedNumber
                    + " of shard " + wantedShard
                    + " belongs. Put it back to its place. Nothing was changed.");
        }
        return this;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}
