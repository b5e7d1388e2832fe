package dev.shoutgate.inventory.memory;

import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.UnsafeApi;

/**
 * The chunks that {@link OffHeap} grows by, some of them prepared ahead. The first touch of a page that the operating
 * system has just given costs more than all the rest of an order; in a prepared chunk somebody else has paid for it.
 *
 * <p>What a chunk holds is undefined either way, so nothing that is decided or folded depends on which one it was.
 *
 * <p>Threading: any thread takes and never waits; one other thread prepares. They meet in a slot a chunk. Units: a
 * chunk is {@link OffHeap#CHUNK_BYTES}.
 */
public final class ChunkPool implements AutoCloseable {

    private static final long PAGE_BYTES = 4096;
    private static final long EMPTY = 0;

    private final AtomicLongArray slots;
    private final Runnable wake;
    private volatile boolean closed;

    /**
     * An empty pool.
     *
     * @param depth chunks that are kept prepared at the most
     * @param wake  told after each take that there is something to prepare; must not wait
     */
    public ChunkPool(int depth, Runnable wake) {
        this.slots = new AtomicLongArray(depth);
        this.wake = wake;
    }

    /** One in which nothing is ever prepared. */
    public static ChunkPool unprepared() {
        return new ChunkPool(0, () -> { });
    }

    /** The address of a chunk, which is the caller's to free. It holds anything. */
    long take() {
        for (int i = 0; i < slots.length(); i++) {
            long chunk = slots.getAndSet(i, EMPTY);
            if (chunk != EMPTY) {
                wake.run();
                return chunk;
            }
        }
        wake.run();
        // Not touched here: that would touch a thousand pages for the first time, at once, between two buys.
        return UnsafeApi.allocateMemory(OffHeap.CHUNK_BYTES);
    }

    /** Fills the pool up. The preparing thread only; takes some milliseconds a chunk. */
    public void prepare() {
        for (int i = 0; i < slots.length() && !closed; i++) {
            if (slots.get(i) == EMPTY) {
                slots.set(i, touched());
            }
        }
        // Whoever closed in the meantime may have passed a slot before it was filled.
        if (closed) {
            freeAll();
        }
    }

    private static long touched() {
        long chunk = UnsafeApi.allocateMemory(OffHeap.CHUNK_BYTES);
        for (long at = 0; at < OffHeap.CHUNK_BYTES; at += PAGE_BYTES) {
            UnsafeApi.putByte(chunk + at, (byte) 0);
        }
        return chunk;
    }

    /** Chunks that are prepared now. Any thread. */
    int ready() {
        int ready = 0;
        for (int i = 0; i < slots.length(); i++) {
            ready += slots.get(i) == EMPTY ? 0 : 1;
        }
        return ready;
    }

    private void freeAll() {
        for (int i = 0; i < slots.length(); i++) {
            long chunk = slots.getAndSet(i, EMPTY);
            if (chunk != EMPTY) {
                UnsafeApi.freeMemory(chunk);
            }
        }
    }

    /** Frees what is left. Whoever still takes gets chunks that are not prepared; closing twice does no harm. */
    @Override
    public void close() {
        closed = true;
        freeAll();
    }
}
