package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the shard's thread begins its next batch; on a real ring without a shard behind it. */
@Timeout(60)
class BatchWaitTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BatchWait wait = new BatchWait();
    private final RingBuffer<long[]> ring = RingBuffer.createMultiProducer(() -> new long[1], 256, wait);
    private final SequenceBarrier barrier = ring.newBarrier();

    @Test
    void keepsNobodyWaitingWhoComesAlone() {
        assertThat(BatchWait.worthWaitingFor(1, 1, MS)).isEqualTo(1);
        assertThat(BatchWait.worthWaitingFor(0, 0, MS)).isEqualTo(1);
        assertThat(BatchWait.worthWaitingFor(2, 2, MS)).isEqualTo(1);
    }

    @Test
    void waitsForFourFifthsOfWhatTheLastTwoBatchesHad() {
        assertThat(BatchWait.worthWaitingFor(30, 50, MS)).isEqualTo(32);
        assertThat(BatchWait.worthWaitingFor(100, 0, MS)).isEqualTo(40);
    }

    @Test
    void gathersNothingWhereACommitTakesNoTime() throws Exception {
        wait.gatherFor(20_000);
        publish(100);
        assertThat(barrier.waitFor(0)).isEqualTo(99);
        publish(1);
        assertThat(barrier.waitFor(100)).isEqualTo(100);
        assertThat(BatchWait.worthWaitingFor(100, 100, 0)).isEqualTo(1);
    }

    @Test
    void beginsWithWhatThereIsOnceAForceWouldHaveBeenOver() throws Exception {
        wait.gatherFor(MS);
        publish(100);
        assertThat(barrier.waitFor(0)).isEqualTo(99);
        publish(1);
        long beginNs = System.nanoTime();
        assertThat(barrier.waitFor(100)).isEqualTo(100);
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(MS);
    }

    @Test
    void beginsAtOnceWithAsManyAsItWouldWaitFor() throws Exception {
        wait.gatherFor(MS);
        publish(100);
        barrier.waitFor(0);
        publish(40);
        assertThat(barrier.waitFor(100)).isEqualTo(139);
        assertThat(wait.isAsleep()).isFalse();
    }

    @Test
    void sleepsUntilWhoeverPublishedSaysSo() {
        CompletableFuture<Long> available = waitInTheBackground();
        publish(3);
        assertThat(wait.isAsleep()).as("publishing alone wakes nobody").isTrue();
        assertThat(available).isNotDone();
        wait.wake();
        assertThat(available.join()).isEqualTo(2);
        assertThat(wait.isAsleep()).isFalse();
    }

    @Test
    void isNotWokenForNothing() {
        CompletableFuture<Long> available = waitInTheBackground();
        wait.wake();
        wait.signalAllWhenBlocking();
        assertThat(wait.isAsleep()).isTrue();
        publish(1);
        wait.wake();
        assertThat(available.join()).isZero();
    }

    @Test
    void endsWhenTheRingIsStopped() {
        CompletableFuture<Long> available = waitInTheBackground();
        barrier.alert();
        assertThatThrownBy(available::join).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AlertException.class);
    }

    private CompletableFuture<Long> waitInTheBackground() {
        CompletableFuture<Long> available = CompletableFuture.supplyAsync(() -> {
            try {
                return barrier.waitFor(0);
            } catch (AlertException | InterruptedException | TimeoutException e) {
                throw new CompletionException(e);
            }
        });
        SmallShard.soon(wait::isAsleep);
        return available;
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            ring.publish(ring.next());
        }
    }
}
