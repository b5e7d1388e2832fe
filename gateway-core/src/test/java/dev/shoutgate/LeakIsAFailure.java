package dev.shoutgate;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Netty's watch over memory that must be given back, and what it found. Netty itself would tell its log, where a line
 * among thousands is seen by nobody; here {@link LastLook} fails the class of tests that lost it.
 *
 * <p>Netty makes one for each kind of memory, since {@link LastLook} names this class to it. Any thread.
 */
public final class LeakIsAFailure<T> extends ResourceLeakDetector<T> {

    private static final Queue<LeakIsAFailure<?>> DETECTORS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    /** A whole collection takes a third of a second where a gateway ran: so often it may, and not after each class. */
    private static final long WHOLE_EVERY_NS = TimeUnit.SECONDS.toNanos(10);
    private static volatile boolean somethingWatched;
    private static long wholeNs = System.nanoTime();

    /** As Netty makes it. */
    public LeakIsAFailure(Class<?> kind, int samplingInterval) {
        super(kind, samplingInterval);
        DETECTORS.add(this);
    }

    /** As Netty looks for it first, and complains where it is not there. */
    public LeakIsAFailure(Class<?> kind, int samplingInterval, long unused) {
        this(kind, samplingInterval);
    }

    @Override
    public ResourceLeakTracker<T> track(T memory) {
        if (!somethingWatched) {
            somethingWatched = true;
        }
        return super.track(memory);
    }

    @Override
    protected boolean needReport() {
        return true; // also where the log is silent
    }

    @Override
    protected void reportTracedLeak(String kind, String records) {
        LEAKS.add(kind + records);
    }

    @Override
    protected void reportUntracedLeak(String kind) {
        LEAKS.add(kind);
    }

    /** What was lost since the last call, but for what is old enough to wait for the next whole collection. */
    static List<String> found() throws InterruptedException {
        if (somethingWatched) {
            somethingWatched = false;
            if (System.nanoTime() - wholeNs > WHOLE_EVERY_NS) {
                System.gc();
                wholeNs = System.nanoTime();
            }
            // What a collection finds is queued by one thread in any order, but before what the next one finds.
            awaitYoungCollection();
            awaitYoungCollection();
            DETECTORS.forEach(LeakIsAFailure::readQueue);
        }
        List<String> found = new ArrayList<>();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            found.add(leak);
        }
        return found;
    }

    private static void awaitYoungCollection() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> last = new WeakReference<>(new Object(), collected);
        Object garbage = null;
        while (last.get() != null) {
            garbage = new byte[1 << 20];
        }
        collected.remove();
        Reference.reachabilityFence(garbage);
    }

    /** A detector tells what it knows when it is given the next piece, so it gets one. */
    @SuppressWarnings("unchecked")
    private void readQueue() {
        T piece = (T) new Object();
        ResourceLeakTracker<T> tracker = super.track(piece);
        if (tracker != null) { // it looks at every piece, unless somebody asked for less
            tracker.close(piece);
        }
    }
}
