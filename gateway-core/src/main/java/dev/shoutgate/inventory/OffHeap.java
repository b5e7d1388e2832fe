package dev.shoutgate.inventory;

import java.util.Arrays;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory outside the Java heap that grows in equal chunks and never moves: what is written at an address stays there.
 * Not taken from the JVM's direct buffers, whose sum the heap size limits.
 *
 * <p>Threading: the owner's own thread only.
 */
final class OffHeap implements AutoCloseable {

    private static final int CHUNK_BITS = 22;
    static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK_BYTES - 1;

    private UnsafeBuffer[] chunks = new UnsafeBuffer[4];
    private int chunkCount;
    private long next;
    private final boolean owner;
    private final ChunkPool pool;

    OffHeap() {
        this(ChunkPool.unprepared());
    }

    /** Grows by chunks of a pool, which outlives it. */
    OffHeap(ChunkPool pool) {
        this.owner = true;
        this.pool = pool;
    }

    private OffHeap(UnsafeBuffer[] chunks, int chunkCount) {
        this.chunks = chunks;
        this.chunkCount = chunkCount;
        this.owner = false;
        this.pool = null;
    }

    /**
     * The same memory for another thread to read, as far as it was taken by now. It must be handed over safely, and be
     * done with before the owner closes.
     */
    OffHeap view() {
        return new OffHeap(chunks, chunkCount);
    }

    /** A copy of the first {@code bytes}, for another thread. */
    OffHeap copy(long bytes) {
        OffHeap copy = new OffHeap();
        for (long from = 0; from < bytes; from += CHUNK_BYTES) {
            long to = copy.append(CHUNK_BYTES);
            copy.at(to).putBytes(0, at(from), 0, (int) Math.min(CHUNK_BYTES, bytes - from));
        }
        return copy;
    }

    /** Takes the next {@code bytes}, on one chunk and 8-byte aligned; returns their address. They hold anything. */
    long append(int bytes) {
        int aligned = (bytes + 7) & ~7;
        if ((next & IN_CHUNK) + aligned > CHUNK_BYTES || next >>> CHUNK_BITS == chunkCount) {
            next = addChunk();
        }
        long address = next;
        // When its chunk is exactly full, this is the next one's first address: there or not, the next append looks.
        next += aligned;
        return address;
    }

    /** The chunk that an address lies in. */
    UnsafeBuffer at(long address) {
        return chunks[(int) (address >>> CHUNK_BITS)];
    }

    /** A chunk by its place, from 0. */
    UnsafeBuffer chunk(int index) {
        return chunks[index];
    }

    /** Where in its chunk an address lies. */
    static int offset(long address) {
        return (int) address & IN_CHUNK;
    }

    /** Bytes taken from the operating system. */
    long capacityBytes() {
        return (long) chunkCount << CHUNK_BITS;
    }

    private long addChunk() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
        }
        chunks[chunkCount] = new UnsafeBuffer(pool.take(), CHUNK_BYTES);
        return (long) chunkCount++ << CHUNK_BITS;
    }

    static UnsafeBuffer allocate(int bytes) {
        return new UnsafeBuffer(allocateZeroed(bytes), bytes);
    }

    /** Memory as a bare address, which {@link UnsafeApi#freeMemory} gives back. */
    static long allocateZeroed(long bytes) {
        long address = UnsafeApi.allocateMemory(bytes);
        UnsafeApi.setMemory(address, bytes, (byte) 0);
        return address;
    }

    /** Gives the memory back; the buffer is empty then. */
    static void free(UnsafeBuffer buffer) {
        UnsafeApi.freeMemory(buffer.addressOffset());
        buffer.wrap(0, 0);
    }

    @Override
    public void close() {
        for (int i = 0; owner && i < chunkCount; i++) {
            free(chunks[i]);
        }
        chunkCount = 0;
    }
}
