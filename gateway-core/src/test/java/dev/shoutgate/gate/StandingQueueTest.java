package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandingQueueTest {

    private static final int MOST = 14_336;

    private final StandingQueue queue = new StandingQueue(MOST);
    private long nowNs = TimeUnit.SECONDS.toNanos(5);

    /** Batches that follow each other every five milliseconds, for so long. */
    private void batches(int forMs, int waitedMs, int waiting) {
        for (int ms = 0; ms < forMs; ms += 5) {
            nowNs += TimeUnit.MILLISECONDS.toNanos(5);
            queue.begin(nowNs, TimeUnit.MILLISECONDS.toNanos(waitedMs), waiting);
        }
    }

    @Test
    void leavesAllSlotsToABurst() {
        batches(300, 2, 100);
        batches(80, 90, 9_000);
        batches(300, 2, 100);

        assertThat(queue.limit()).isEqualTo(MOST);
        assertThat(queue.isTooLate(nowNs - TimeUnit.SECONDS.toNanos(1), nowNs)).isFalse();
    }

    @Test
    void shortensAQueueThatStandsToWhatIsServedInTheTimeAimedAt() {
        batches(100, 2, 100);
        batches(200, 50, 5_000);

        // 5,000 in 50 ms are 1,000 in the 10 that are aimed at.
        assertThat(queue.limit()).isEqualTo(1_000);
        assertThat(queue.isTooLate(nowNs - StandingQueue.TOO_LONG_NS - 1, nowNs)).isTrue();
        assertThat(queue.isTooLate(nowNs - StandingQueue.TOO_LONG_NS, nowNs)).isFalse();
    }

    @Test
    void staysShortWhileAnybodyIsTurnedAwayAndGrowsAsFarAsItIsServed() {
        batches(300, 50, 5_000);
        for (int i = 0; i < 3; i++) {
            queue.turnAway();
            batches(100, 8, 1_000);
        }
        assertThat(queue.limit()).isEqualTo(1_000);

        queue.turnAway();
        batches(100, 1, 100);
        assertThat(queue.limit()).isEqualTo(1_250);
        batches(100, 1, 100);
        assertThat(queue.limit()).as("nobody was turned away for an interval").isEqualTo(MOST);
    }

    @Test
    void takesOneLongForceForNoQueue() {
        queue.begin(nowNs, 0, 1);
        nowNs += TimeUnit.SECONDS.toNanos(3);
        queue.begin(nowNs, TimeUnit.SECONDS.toNanos(3), 9_000);
        assertThat(queue.limit()).isEqualTo(MOST);

        batches(200, 1, 100);
        assertThat(queue.limit()).isEqualTo(MOST);
    }

    @Test
    void takesAFewThatWaitForNoQueue() {
        batches(400, 5_000, 64);

        assertThat(queue.limit()).isEqualTo(MOST);
        assertThat(queue.isTooLate(nowNs - StandingQueue.TOO_LONG_NS - 1, nowNs)).isFalse();
    }

    @Test
    void keepsAFewSlotsHoweverSlowTheDisk() {
        batches(400, 5_000, 65);

        assertThat(queue.limit()).isEqualTo(64);
    }
}
