package dev.shoutgate.wiring;

import dev.shoutgate.Threads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks once a second whether files have changed that may change while the gateway runs: keys, certificates. It reads
 * them, because the times of files say nothing sure where a volume is swapped under a name.
 *
 * <p>Threading: a thread of its own.
 */
final class FileWatch implements AutoCloseable {

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<Runnable> looks;
    private final Thread thread = new Thread(this::run, "file-watch");
    private volatile boolean closed;

    /** {@code looks}: each reads its files again; none may throw. */
    FileWatch(List<Runnable> looks) {
        this.looks = List.copyOf(looks);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE_NS);
            looks.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
