package dev.shoutgate.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Several crowds on one thread, which looks at all of their connections so many times a second: what came to be due
 * since then goes out together, so that an overload costs the machine little besides the server.
 *
 * <p>Threading: the caller's thread, until every press is answered.
 */
public final class CrowdLoop {

    private static final long TICK_NS = TimeUnit.MICROSECONDS.toNanos(500);
    /** So long for the last answers, once everything is sent. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);

    private CrowdLoop() {}

    /**
     * Lets them press, and closes their connections.
     *
     * @throws IOException where an answer never comes, or is none
     */
    public static void run(List<Crowd> crowds) throws IOException {
        try (Selector selector = Selector.open()) {
            long startNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            for (Crowd crowd : crowds) {
                crowd.begin(startNs, selector);
            }
            long endedNs = 0;
            long nextNs = startNs;
            for (long nowNs = startNs; !isOver(crowds, nowNs); nowNs = System.nanoTime()) {
                turn(crowds, selector, nowNs);
                if (endedNs == 0 && isEnded(crowds, nowNs)) {
                    endedNs = nowNs;
                } else if (endedNs != 0 && nowNs - endedNs > GRACE_NS) {
                    throw new IOException("presses without an answer long after the last was sent");
                }
                // Half a tick at least: who is late and does not stop to gather makes more, smaller reads of it.
                nextNs = Math.max(nextNs + TICK_NS, System.nanoTime() + TICK_NS / 2);
                LockSupport.parkNanos(nextNs - System.nanoTime());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (Crowd crowd : crowds) {
                crowd.close();
            }
        }
    }

    private static void turn(List<Crowd> crowds, Selector selector, long nowNs) throws IOException {
        for (Crowd crowd : crowds) {
            crowd.send(nowNs);
        }
        selector.selectNow(CrowdLoop::read);
    }

    private static void read(SelectionKey key) {
        try {
            ((CrowdConnection) key.attachment()).read(System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOver(List<Crowd> crowds, long nowNs) {
        return crowds.stream().allMatch(crowd -> crowd.isOver(nowNs));
    }

    private static boolean isEnded(List<Crowd> crowds, long nowNs) {
        return crowds.stream().allMatch(crowd -> crowd.isEnded(nowNs));
    }
}
