package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.pause.GatewayFigures;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What a gateway's stores do not have yet. They are behind the journal, and with {@code os} the journal's forces are
 * behind the answers: none waiting at one moment does not mean that none will come, so it must be so twice.
 *
 * <p>Threading: one owner.
 */
final class StoreBacklog {

    /** Several times what lies between two forces of a journal for which nobody waits. */
    private static final long PAUSE_MS = 250;
    private static final long MOST_MS = TimeUnit.MINUTES.toMillis(3);
    private static final int LOOKS = 2;

    private int empty;

    /** One look at the metrics found so many facts that a store does not have. */
    void saw(double facts) {
        empty = facts == 0 ? empty + 1 : 0;
    }

    boolean isGone() {
        return empty >= LOOKS;
    }

    /** Waits until it is gone. */
    static void await(ServerProcess gateway) throws IOException, InterruptedException {
        StoreBacklog backlog = new StoreBacklog();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MS);
        while (true) {
            double facts = GatewayFigures.scrape(gateway).sum("shoutgate_flush_lag_events");
            backlog.saw(facts);
            if (backlog.isGone()) {
                return;
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("a store is %,.0f facts behind after %d s".formatted(facts, MOST_MS / 1_000));
            }
            Thread.sleep(PAUSE_MS);
        }
    }
}
