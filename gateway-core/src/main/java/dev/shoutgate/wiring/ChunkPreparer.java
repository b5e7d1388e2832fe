package dev.shoutgate.wiring;

import dev.shoutgate.Threads;
import dev.shoutgate.inventory.memory.ChunkPool;
import java.util.concurrent.locks.LockSupport;

/**
 * Prepares a shard's next memory ahead of need, so that neither a replay nor a buy waits for the operating system to
 * give it page by page.
 *
 * <p>Threading: its own daemon thread prepares, woken whenever a chunk is taken. Whoever starts the gateway makes it
 * before the shard, and closes it after the shard.
 */
final class ChunkPreparer implements AutoCloseable {

    /**
     * Chunks of 4 MiB, about 30,000 orders each. Two for what grows first, and two so that a replay finds the next one
     * ready while the one after it is prepared; more would be memory that nobody uses.
     */
    private static final int DEPTH = 4;

    private final ChunkPool chunks;
    private final Thread thread;
    private volatile boolean closed;

    ChunkPreparer(int shard) {
        thread = new Thread(this::keepPrepared, "memory-preparer-" + shard);
        thread.setDaemon(true);
        chunks = new ChunkPool(DEPTH, () -> LockSupport.unpark(thread));
        thread.start();
    }

    ChunkPool chunks() {
        return chunks;
    }

    private void keepPrepared() {
        while (!closed) {
            chunks.prepare();
            // A chunk that was taken since then has left a permit, and this returns at once.
            LockSupport.park(this);
        }
    }

    /** Stops the thread and gives back what nobody took. */
    @Override
    public void close() {
        closed = true;
        chunks.close();
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
