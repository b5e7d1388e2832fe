package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.storage.Facts.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A drain takes as long as its store takes: buyers are gone by then, and whoever stops a gateway waits for it. */
@Timeout(60)
class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Slow store = new Slow();
    private DiskJournal journal;
    private OrderFlusher flusher;

    @BeforeEach
    void start() {
        journal = new DiskJournal(folder, 0);
        flusher = new OrderFlusher(store);
        flusher.follow(journal.follower()).start();
    }

    @AfterEach
    void stop() throws Exception {
        store.holds.countDown();
        flusher.drain(Duration.ofSeconds(5));
        journal.close();
    }

    @Test
    void restsNeitherWithinABatchNorBetweenTwoForACrowdThatIsGone() throws InterruptedException {
        addUntil(50, () -> {
            add(FactBatch.FULL_FACTS / 2);
            return store.seesACrowd;
        });
        holdTheNextBatch();
        add(2 * FactBatch.FULL_FACTS);
        flusher.beginDrain(LIMIT);
        store.seesACrowd = false;
        long fromNs = System.nanoTime();
        long workedBefore = store.workedNs.get();
        store.holds.countDown();

        assertThat(flusher.awaitDrained()).isTrue();
        long workedNs = store.workedNs.get() - workedBefore;
        assertThat(workedNs).as("or a rest of so many times as much is none").isGreaterThan(100_000_000);
        assertThat(System.nanoTime() - fromNs - workedNs).as("ns beside the work").isLessThan(1_000_000_000);
        assertThat(store.seesACrowd).isFalse();
    }

    @Test
    void takesFullBatches() throws InterruptedException {
        addUntil(50, () -> {
            add(WritePace.FACTS);
            return store.rested;
        });
        holdTheNextBatch();
        add(2 * FactBatch.FULL_FACTS);
        flusher.beginDrain(LIMIT);
        store.holds.countDown();

        assertThat(flusher.awaitDrained()).isTrue();
        assertThat(store.largest).isGreaterThanOrEqualTo(FactBatch.FULL_FACTS);
    }

    /** By the sixth time it would wait for a second and a half, or for three. */
    @Test
    void triesAtOnceAStoreThatFailedUntilThen() throws InterruptedException {
        store.isDown = true;
        add(1);
        await().pollInterval(Duration.ofMillis(5)).until(() -> store.failures == 6);
        store.isDown = false;
        long fromNs = System.nanoTime();

        assertThat(flusher.drain(LIMIT)).isTrue();
        assertThat(System.nanoTime() - fromNs).as("ns").isLessThan(1_000_000_000);
    }

    /** On this thread, as the journal is written by one. */
    private static void addUntil(int everyMs, Callable<Boolean> added) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(everyMs)).until(added);
    }

    private void holdTheNextBatch() {
        store.holds = new CountDownLatch(1);
        addUntil(5, () -> {
            add(1);
            return store.isHeld;
        });
        store.largest = 0;
    }

    /** In small frames, so that a batch may end behind any of them. */
    private void add(int count) {
        for (int left = count; left > 0; left -= WritePace.FACTS) {
            byte[][] frame = new byte[Math.min(left, WritePace.FACTS)][];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = Facts.orderTaken(String.format("%016d", i), "b" + i, Facts.HELD, 1, 900_001, "host-1",
                        new Line("phone", 1, 199900));
            }
            journal.add(frame);
        }
    }

    /** A store that keeps nothing, and takes its time for that. */
    private static final class Slow extends PacedStore {

        private static final long PART_NS = TimeUnit.MILLISECONDS.toNanos(1);

        final AtomicLong workedNs = new AtomicLong();
        volatile CountDownLatch holds = new CountDownLatch(0);
        volatile boolean isHeld;
        volatile boolean isDown;
        volatile boolean seesACrowd;
        volatile boolean rested;
        volatile int failures;
        volatile int largest;

        @Override
        public void store(FactBatch batch) {
            if (isDown) {
                failures++;
                throw new StoreException("down, as the test wants it");
            }
            largest = Math.max(largest, batch.size());
            hold();
            for (int i = WritePace.FACTS; i <= batch.size(); i += WritePace.FACTS) {
                work();
            }
            position = batch.lastSequence();
        }

        private void hold() {
            isHeld = holds.getCount() > 0;
            try {
                holds.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void work() {
            seesACrowd |= pace.isCrowd();
            long beganNs = System.nanoTime();
            LockSupport.parkNanos(PART_NS);
            long endedNs = System.nanoTime();
            workedNs.addAndGet(endedNs - beganNs);
            pace.wrote(WritePace.FACTS);
            rested |= System.nanoTime() - endedNs > PART_NS;
        }
    }
}
