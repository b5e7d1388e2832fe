package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkPoolTest {

    private static final int DEPTH = 3;

    private final AtomicInteger woken = new AtomicInteger();
    private final ChunkPool pool = new ChunkPool(DEPTH, woken::incrementAndGet);
    private final Set<Long> taken = new HashSet<>();

    @AfterEach
    void free() {
        taken.forEach(UnsafeApi::freeMemory);
        pool.close();
    }

    private void take() {
        assertThat(taken.add(pool.take())).as("a chunk that nobody has").isTrue();
    }

    @Test
    void givesAFreshChunkWhereNoneIsPrepared() {
        take();
        take();
        assertThat(woken).hasValue(2);
    }

    @Test
    void handsEachPreparedChunkOutOnce() {
        pool.prepare();
        assertThat(pool.ready()).isEqualTo(DEPTH);
        for (int i = 0; i < DEPTH; i++) {
            take();
            assertThat(pool.ready()).isEqualTo(DEPTH - 1 - i);
        }
        take();
        assertThat(woken).hasValue(DEPTH + 1);
    }

    @Test
    void isFilledUpAgainAndNoFurther() {
        pool.prepare();
        take();
        pool.prepare();
        pool.prepare();
        assertThat(pool.ready()).isEqualTo(DEPTH);
    }

    @Test
    void keepsNothingOnceClosed() {
        pool.prepare();
        pool.close();
        assertThat(pool.ready()).isZero();
        pool.prepare();
        assertThat(pool.ready()).isZero();
        pool.close();
    }

    @Test
    void stillGivesChunksOnceClosed() {
        pool.prepare();
        pool.close();
        take();
    }

    @Test
    void preparesNothingWhereNothingIsAskedFor() {
        try (ChunkPool none = ChunkPool.unprepared()) {
            none.prepare();
            assertThat(none.ready()).isZero();
            assertThat(taken.add(none.take())).isTrue();
        }
    }

    @Test
    void keepsEveryRecordWhileAnotherThreadPrepares() throws InterruptedException {
        Thread preparer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                pool.prepare();
            }
        });
        preparer.start();
        int perChunk = OffHeap.CHUNK_BYTES / Long.BYTES;
        int records = 6 * perChunk;
        try (NumberedSlab one = new NumberedSlab(Long.BYTES, pool); NumberedSlab other = new NumberedSlab(8, pool)) {
            for (long number = 0; number < records; number++) {
                one.append();
                UnsafeApi.putLong(one.pointer(number), number);
                other.append();
                UnsafeApi.putLong(other.pointer(number), -number);
            }
            preparer.interrupt();
            preparer.join();
            long wrong = 0;
            for (long number = 0; number < records; number++) {
                wrong += UnsafeApi.getLong(one.pointer(number)) == number ? 0 : 1;
                wrong += UnsafeApi.getLong(other.pointer(number)) == -number ? 0 : 1;
            }
            assertThat(wrong).isZero();
        }
        pool.prepare();
        assertThat(pool.ready()).isEqualTo(DEPTH);
    }

    @Test
    void losesNoChunkToAPreparerThatIsClosedOver() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            ChunkPool closing = new ChunkPool(DEPTH, () -> { });
            Thread preparer = new Thread(closing::prepare);
            preparer.start();
            closing.close();
            preparer.join();
            assertThat(closing.ready()).as("chunks left in round %d", round).isZero();
        }
    }
}
