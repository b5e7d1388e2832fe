package dev.shoutgate.inventory.memory;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Memory outside the Java heap that grows in equal chunks and never moves: what is written at an address stays there.
 * Not taken from the JVM's direct buffers, whose sum the heap size limits.
 *
 * <p>An address counts from 0 on; {@link #pointer} makes it one for {@link UnsafeApi}. Bare pointers and no buffers: a
 * buffer asks for each access whether it lies on the heap, and the compiler, which cannot know either, then keeps
 * nothing that it has read before. Nothing checks them but assertions, with which all tests run.
 *
 * <p>Threading: the owner's own thread only.
 */
public final class OffHeap implements AutoCloseable {

    private static final int CHUNK_BITS = 22;
    static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK_BYTES - 1;

    private static final long BYTES_OFFSET = UnsafeApi.arrayBaseOffset(byte[].class);

    private long[] chunks = new long[4];
    private int chunkCount;
    private long next;
    private final boolean owner;
    private final ChunkPool pool;

    public OffHeap() {
        this(ChunkPool.unprepared());
    }

    /** Grows by chunks of a pool, which outlives it. */
    public OffHeap(ChunkPool pool) {
        this.owner = true;
        this.pool = pool;
    }

    private OffHeap(long[] chunks, int chunkCount) {
        this.chunks = chunks;
        this.chunkCount = chunkCount;
        this.owner = false;
        this.pool = null;
    }

    /**
     * The same memory for another thread to read, as far as it was taken by now. It must be handed over safely, and be
     * done with before the owner closes.
     */
    public OffHeap view() {
        return new OffHeap(chunks, chunkCount);
    }

    /** A copy of the first {@code bytes}, for another thread. */
    public OffHeap copy(long bytes) {
        OffHeap copy = new OffHeap();
        for (long from = 0; from < bytes; from += CHUNK_BYTES) {
            long to = copy.append(CHUNK_BYTES);
            UnsafeApi.copyMemory(pointer(from), copy.pointer(to), Math.min(CHUNK_BYTES, bytes - from));
        }
        return copy;
    }

    /** Takes the next {@code bytes}, on one chunk and 8-byte aligned; returns their address. They hold anything. */
    public long append(int bytes) {
        int aligned = (bytes + 7) & ~7;
        if ((next & IN_CHUNK) + aligned > CHUNK_BYTES || next >>> CHUNK_BITS == chunkCount) {
            next = addChunk();
        }
        long address = next;
        // When its chunk is exactly full, this is the next one's first address: there or not, the next append looks.
        next += aligned;
        return address;
    }

    /** Where an address lies in the machine's memory. */
    public long pointer(long address) {
        assert address >= 0 && address < capacityBytes() : address + " is not within " + capacityBytes() + " bytes";
        return chunks[(int) (address >>> CHUNK_BITS)] + (address & IN_CHUNK);
    }

    /** Fills an array with what stands at an address and after it, over the bounds of chunks. */
    public void get(long address, byte[] to) {
        for (int at = 0; at < to.length; ) {
            int bytes = Math.min(to.length - at, CHUNK_BYTES - (int) (address + at & IN_CHUNK));
            UnsafeApi.copyMemory(null, pointer(address + at), to, BYTES_OFFSET + at, bytes);
            at += bytes;
        }
    }

    /** Bytes taken from the operating system. */
    public long capacityBytes() {
        return (long) chunkCount << CHUNK_BITS;
    }

    private long addChunk() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
        }
        chunks[chunkCount] = pool.take();
        return (long) chunkCount++ << CHUNK_BITS;
    }

    @Override
    public void close() {
        for (int i = 0; owner && i < chunkCount; i++) {
            UnsafeApi.freeMemory(chunks[i]);
        }
        chunkCount = 0;
    }
}
