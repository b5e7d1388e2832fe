package dev.shoutgate.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the replay of one shard's journal is: told to the log once a second, and to whoever asks.
 *
 * <p>Threading: the thread that replays counts, any thread asks. Costs an increment a fact.
 */
public final class ReplayProgress {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
    private static final long LINE_NS = TimeUnit.SECONDS.toNanos(1);

    /** Facts between two looks at the clock, which costs as much as folding one. A power of two. */
    private static final int FACTS_PER_LOOK = 1024;

    private final int shard;
    private final LongSupplier clockNs;
    private volatile long facts;
    private volatile long about;
    /** Null before the replay has begun, and once it was asked: a start that takes no second needs none. */
    private volatile Estimate estimate;

    public ReplayProgress(int shard) {
        this(shard, System::nanoTime);
    }

    ReplayProgress(int shard, LongSupplier clockNs) {
        this.shard = shard;
        this.clockNs = clockNs;
    }

    /**
     * Counts what a replay hands over.
     *
     * @param fromSequence the first fact that the replay will read, from 1
     * @param reader       who gets each fact, in the same call
     */
    public FactReader count(JournalDisk disk, long fromSequence, FactReader reader) {
        estimate = () -> JournalEstimate.lastSequence(disk, shard) - fromSequence + 1;
        return new Counting(reader);
    }

    public int shard() {
        return shard;
    }

    /** Facts folded so far; may be a thousand behind. */
    public long facts() {
        return facts;
    }

    /** About how many there are in all; 0 before the replay has begun, or where nothing is written. */
    public long aboutFacts() {
        Estimate unasked = estimate;
        if (unasked != null) {
            estimate = null;
            about = unasked.orNone();
        }
        return Math.max(about, facts);
    }

    @Override
    public String toString() {
        long all = aboutFacts();
        return String.format("shard %d: %d of about %d facts replayed (%d %%)", shard, facts, all,
                all == 0 ? 0 : facts * 100 / all);
    }

    private interface Estimate {

        long facts() throws IOException;

        /** A disk that cannot be read is the replay's to meet, not that of whoever asks how far it is. */
        default long orNone() {
            try {
                return Math.max(0, facts());
            } catch (IOException | JournalRefusedException e) {
                return 0;
            }
        }
    }

    private final class Counting implements FactReader {

        private final FactReader reader;
        private long lineNs = clockNs.getAsLong();
        private long count;

        Counting(FactReader reader) {
            this.reader = reader;
        }

        @Override
        public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
            reader.onFact(sequence, timeMs, buffer, offset, length);
            if ((++count & FACTS_PER_LOOK - 1) == 0) {
                facts = count;
                tellOnceASecond();
            }
        }

        private void tellOnceASecond() {
            long nowNs = clockNs.getAsLong();
            if (nowNs - lineNs >= LINE_NS) {
                lineNs = nowNs;
                LOG.info("Replaying, {}", ReplayProgress.this);
            }
        }
    }
}
