package dev.shoutgate.room;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one event loop has to do for its rooms, in slices. Between two of them the loop looks at its sockets, so that a
 * press waits for one slice at most, however many watch.
 *
 * <p>Netty runs all tasks that were given to {@code execute} before it looks at a socket again, those that tasks add
 * too. A scheduled task, even one that is due at once, is fetched in the next turn only.
 *
 * <p>Threading: its event loop.
 */
final class Slices {

    private static final Logger LOG = LoggerFactory.getLogger(Slices.class);

    /** Some thirty writes to sockets. */
    private static final long SLICE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final EventLoop loop;
    private final Deque<Work> waiting = new ArrayDeque<>();

    /** Something that can be done little by little. */
    interface Work {

        /** Does a little of it, much less than a slice; false once nothing is left. */
        boolean step();
    }

    Slices(EventLoop loop) {
        this.loop = loop;
    }

    /** The time that its loop goes by. */
    long nowNs() {
        return loop.ticker().nanoTime();
    }

    /** Takes on work that is not under way. All works get their steps in turn. */
    void add(Work work) {
        waiting.add(work);
        if (waiting.size() == 1) {
            next();
        }
    }

    private void next() {
        loop.schedule(this::slice, 0, TimeUnit.NANOSECONDS);
    }

    private void slice() {
        long endNs = nowNs() + SLICE_NS;
        do {
            // It stays the first until its step is over: whoever adds work meanwhile sees that a slice is under way.
            boolean more = step(waiting.peek());
            Work work = waiting.poll();
            if (more) {
                waiting.add(work);
            }
        } while (!waiting.isEmpty() && nowNs() - endNs < 0);
        if (!waiting.isEmpty()) {
            next();
        }
    }

    private static boolean step(Work work) {
        try {
            return work.step();
        } catch (RuntimeException e) {
            LOG.error("A room could not be told", e);
            return false;
        }
    }
}
