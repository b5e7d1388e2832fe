package dev.shoutgate.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The shard's promise to allocate nothing, counted by the JVM for this thread. A quarter of a million buyers, so that
 * every index has grown several times and the ledger by many chunks: those may leave a handle, once in ten thousand buys.
 */
class ShardGarbageTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BUYERS = 1 << 18;
    private static final double MOST_BYTES_PER_PRESS = 0.05;

    private final StockedShard shard = new StockedShard(BUYERS);
    private final Presses buyers = new Presses(0, BUYERS, shard.shard().hashing());
    private final Presses strangers = new Presses(BUYERS, BUYERS, shard.shard().hashing());

    @AfterEach
    void close() {
        shard.close();
    }

    /** Presses by everybody but the first batch, which links the code and is not counted. */
    private double bytesPerPress(Presses presses, int item, int wantedAccepted) {
        assertThat(shard.decideBatch(presses, 0, item)).isEqualTo(wantedAccepted);
        long accepted = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int from = StockedShard.BATCH; from < BUYERS; from += StockedShard.BATCH) {
            accepted += shard.decideBatch(presses, from, item);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        int counted = BUYERS - StockedShard.BATCH;
        assertThat(accepted).isEqualTo((long) counted / StockedShard.BATCH * wantedAccepted);
        return (double) bytes / counted;
    }

    @Test
    void allocatesNothingForBuysThatGetTheirUnit() {
        assertThat(bytesPerPress(buyers, StockedShard.PHONE, StockedShard.BATCH)).isLessThan(MOST_BYTES_PER_PRESS);
        assertThat(shard.shard().orderCount()).isEqualTo(BUYERS);
    }

    @Test
    void allocatesNothingForBuysOfWhatIsSoldOut() {
        assertThat(bytesPerPress(strangers, StockedShard.LIPSTICK, 0)).isLessThan(MOST_BYTES_PER_PRESS);
        assertThat(shard.shard().orderCount()).isZero();
    }

    @Test
    void allocatesNothingForRepeatedKeys() {
        shard.sellTo(buyers);

        assertThat(bytesPerPress(buyers, StockedShard.PHONE, StockedShard.BATCH)).isLessThan(MOST_BYTES_PER_PRESS);
        assertThat(shard.shard().orderCount()).isEqualTo(BUYERS);
    }
}
