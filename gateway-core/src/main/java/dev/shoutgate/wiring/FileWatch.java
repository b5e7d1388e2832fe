package dev.shoutgate.wiring;

import dev.shoutgate.Threads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether files have changed that may change while the gateway runs: keys, certificates. It reads
 * them, because the times of files say nothing sure where a volume is swapped under a name.
 *
 * <p>Threading: a thread of its own.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<Runnable> looks;
    private final Thread thread = new Thread(this::run, "file-watch");
    private volatile boolean closed;

    /** {@code looks}: each reads its files again, and says itself what is wrong with them. */
    FileWatch(List<Runnable> looks) {
        this.looks = List.copyOf(looks);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE_NS);
            looks.forEach(FileWatch::tryToLook);
        }
    }

    private static void tryToLook(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            // The others are looked after all the same, and this one again.
            LOG.error("Files that may change could not be looked at", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
