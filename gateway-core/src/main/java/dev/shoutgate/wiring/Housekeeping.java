package dev.shoutgate.wiring;

import dev.shoutgate.Threads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after what has grown old while the shards sell: snapshots, the journal's segments, closed
 * sales. What fails is said and tried again; nobody waits for it.
 *
 * <p>Threading: a thread of its own; started and closed by whoever starts the gateway.
 */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_AFTER_FAILURE_NS = TimeUnit.SECONDS.toNanos(30);

    private final List<SnapshotKeeper> keepers;
    private final List<SaleRetirement> retirements;
    private final Thread thread = new Thread(this::run, "housekeeping");
    private volatile boolean closed;

    Housekeeping(List<SnapshotKeeper> keepers, List<SaleRetirement> retirements) {
        this.keepers = keepers;
        this.retirements = retirements;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, keepAll() ? PAUSE_NS : PAUSE_AFTER_FAILURE_NS);
        }
    }

    private boolean keepAll() {
        boolean well = true;
        retirements.forEach(SaleRetirement::keep);
        for (SnapshotKeeper keeper : keepers) {
            try {
                keeper.keep();
            } catch (IOException | RuntimeException e) {
                LOG.warn("A snapshot could not be taken, or old files not be deleted; trying again: {}", e.toString());
                well = false;
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return well;
    }

    /** Seconds since the shard that waits longest for a new snapshot got its last one; any thread. */
    double snapshotAgeSeconds() {
        return keepers.stream().mapToDouble(SnapshotKeeper::ageSeconds).max().orElse(0);
    }

    /** Ends the thread; a snapshot that it has begun is finished first. Before the shards are closed. */
    @Override
    public void close() {
        closed = true;
        keepers.forEach(SnapshotKeeper::hurry);
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }

    /** Saves the next start its replay, where that is worth it. After the shards' threads have ended. */
    void takeLast() {
        for (SnapshotKeeper keeper : keepers) {
            try {
                keeper.takeLast();
            } catch (IOException | RuntimeException e) {
                LOG.warn("No snapshot could be taken at the end; the next start replays instead: {}", e.toString());
            }
        }
    }
}
