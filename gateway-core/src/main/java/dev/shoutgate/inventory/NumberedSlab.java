package dev.shoutgate.inventory;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records of one size, numbered from 0, off the heap: a number leads straight to its record.
 *
 * <p>Threading: the shard's own thread only.
 */
final class NumberedSlab implements AutoCloseable {

    private final OffHeap memory = new OffHeap();
    private final int recordBytes;
    private final int recordsPerChunk;
    private long count;

    /** {@code recordBytes}: a multiple of 8. */
    NumberedSlab(int recordBytes) {
        this.recordBytes = recordBytes;
        this.recordsPerChunk = OffHeap.CHUNK_BYTES / recordBytes;
    }

    /** Appends a zeroed record; returns its number. */
    long append() {
        memory.append(recordBytes);
        return count++;
    }

    UnsafeBuffer at(long number) {
        return memory.chunk((int) (number / recordsPerChunk));
    }

    int offset(long number) {
        return (int) (number % recordsPerChunk) * recordBytes;
    }

    long count() {
        return count;
    }

    @Override
    public void close() {
        memory.close();
    }
}
