package dev.shoutgate.journal;

import dev.shoutgate.Threads;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With durability {@code os} nobody waits for the disk, and yet stores and snapshots must not outlive facts that the
 * journal loses with the machine: so somebody forces them after the fact, again and again.
 *
 * <p>Threading: a thread of its own, from its making on.
 */
final class JournalSettler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSettler.class);

    /** So short that what a segment leaves to be forced when it is full is a matter of milliseconds. */
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final JournalWriter journal;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    JournalSettler(JournalWriter journal, int shard) {
        this.journal = journal;
        thread = new Thread(this::run, "journal-settler-" + shard);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE_NS);
            settle();
        }
    }

    private void settle() {
        try {
            journal.settle();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("The journal cannot be forced, stores wait for it; trying on: {}", e.toString());
            }
            failing = true;
        }
    }

    /** Ends the thread; it settles once more before. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
