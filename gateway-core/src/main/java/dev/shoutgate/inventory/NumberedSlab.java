package dev.shoutgate.inventory;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records of one size, numbered from 0, off the heap: a number leads straight to its record.
 *
 * <p>Threading: the shard's own thread only.
 */
final class NumberedSlab implements AutoCloseable {

    private final OffHeap memory;
    private final int recordBytes;
    // Shifts, because a buy finds some twenty records by their numbers, and a division takes as long as ten of those.
    private final int recordBits;
    private final int chunkBits;
    private final long inChunk;
    private long count;

    /** {@code recordBytes}: a power of two, 8 at least. */
    NumberedSlab(int recordBytes) {
        this(recordBytes, ChunkPool.unprepared());
    }

    /** Likewise, growing by the chunks of a pool. */
    NumberedSlab(int recordBytes, ChunkPool chunks) {
        this(recordBytes, new OffHeap(chunks), 0);
    }

    private NumberedSlab(int recordBytes, OffHeap memory, long count) {
        if (recordBytes < Long.BYTES || Integer.bitCount(recordBytes) != 1) {
            throw new IllegalArgumentException("a record has a power of two bytes from 8 on, not " + recordBytes);
        }
        this.memory = memory;
        this.count = count;
        this.recordBytes = recordBytes;
        this.recordBits = Integer.numberOfTrailingZeros(recordBytes);
        this.chunkBits = Integer.numberOfTrailingZeros(OffHeap.CHUNK_BYTES / recordBytes);
        this.inChunk = (1L << chunkBits) - 1;
    }

    /** See {@link OffHeap#view}. */
    NumberedSlab view() {
        return new NumberedSlab(recordBytes, memory.view(), count);
    }

    /** Appends a zeroed record; returns its number. */
    long append() {
        long address = memory.append(recordBytes);
        UnsafeBuffer chunk = memory.at(address);
        int from = OffHeap.offset(address);
        for (int at = from; at < from + recordBytes; at += Long.BYTES) {
            chunk.putLong(at, 0);
        }
        return count++;
    }

    UnsafeBuffer at(long number) {
        return memory.chunk((int) (number >>> chunkBits));
    }

    int offset(long number) {
        return (int) (number & inChunk) << recordBits;
    }

    long count() {
        return count;
    }

    @Override
    public void close() {
        memory.close();
    }
}
