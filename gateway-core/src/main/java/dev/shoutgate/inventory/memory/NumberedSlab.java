package dev.shoutgate.inventory.memory;

import org.agrona.UnsafeApi;

/**
 * Records of one size, numbered from 0, off the heap: a number leads straight to its record.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class NumberedSlab implements AutoCloseable {

    private final OffHeap memory;
    private final int recordBytes;
    private final int recordBits;
    private long count;

    /** {@code recordBytes}: a power of two, 8 at least. */
    public NumberedSlab(int recordBytes) {
        this(recordBytes, ChunkPool.unprepared());
    }

    /** Likewise, growing by the chunks of a pool. */
    public NumberedSlab(int recordBytes, ChunkPool chunks) {
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
    }

    /** See {@link OffHeap#view}. */
    public NumberedSlab view() {
        return new NumberedSlab(recordBytes, memory.view(), count);
    }

    /** Appends a zeroed record; returns its number. */
    public long append() {
        long address = memory.append(recordBytes);
        long record = memory.pointer(address);
        for (int at = 0; at < recordBytes; at += Long.BYTES) {
            UnsafeApi.putLong(record + at, 0);
        }
        return count++;
    }

    /** Where a record lies in the machine's memory. */
    public long pointer(long number) {
        assert number >= 0 && number < count : number + " is not among " + count + " records";
        // Records fill their chunks without gaps.
        return memory.pointer(number << recordBits);
    }

    public long count() {
        return count;
    }

    @Override
    public void close() {
        memory.close();
    }
}
