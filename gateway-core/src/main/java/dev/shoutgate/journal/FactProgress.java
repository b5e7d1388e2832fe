package dev.shoutgate.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Counts facts as they pass, and says how many at most once a second: for work that somebody waits for.
 *
 * <p>Threading: the reader's; it tells from there too.
 */
public final class FactProgress implements FactReader {

    private static final int FACTS_PER_LOOK = 1024;
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

    private final LongConsumer told;
    private long facts;
    private long lastToldNs = System.nanoTime();

    /** @param told is handed the number of facts so far */
    public FactProgress(LongConsumer told) {
        this.told = told;
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (++facts % FACTS_PER_LOOK == 0 && System.nanoTime() - lastToldNs >= PERIOD_NS) {
            lastToldNs = System.nanoTime();
            told.accept(facts);
        }
    }
}
