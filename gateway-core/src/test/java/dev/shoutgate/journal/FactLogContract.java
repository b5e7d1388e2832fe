package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.journal.Batches.Fact;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shard and whoever follows its facts may count on, whichever log makes them durable. */
public abstract class FactLogContract {

    private static final int PATIENCE_SECONDS = 30;
    private static final int FACT_BYTES = 300;
    private static final int LARGE_FACT_BYTES = FactFrame.FULL_BYTES / 4;

    private final FactFrame frame = new FactFrame();
    private final List<Fact> promised = new ArrayList<>();
    private FactLog log;

    /** An empty log that works; in the background it may still make room. */
    protected abstract FactLog open() throws IOException;

    /** A stop of the kind that the promise covers, and the log as the next start finds it. */
    protected abstract FactLog restart() throws IOException;

    /** The same, of the whole machine. */
    protected abstract FactLog restartMachine() throws IOException;

    /** Each lets the next append fail in its own way, and nothing else before or after it. */
    protected abstract List<Runnable> failures();

    /** From now on there is no more room than the log has at hand. */
    protected abstract void takeRoom();

    protected abstract void giveRoom();

    protected abstract void close() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        log = open();
        awaitRoom();
    }

    @AfterEach
    void end() throws IOException {
        close();
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(log.durableSequence()).isZero();
        assertThat(followed(1)).isEmpty();
    }

    @Test
    void hasMadeABatchDurableWhenAppendReturns() throws IOException {
        for (int batch = 0; batch < 5; batch++) {
            append(3);
            assertThat(log.durableSequence()).isEqualTo(promised.size());
            log = restart();
            assertThat(log.durableSequence()).isEqualTo(promised.size());
            assertThat(followed(1)).isEqualTo(promised);
            awaitRoom();
        }
    }

    @Test
    void refusesAFrameThatCannotFollowAndGoesOn() throws IOException {
        append(2);
        frame.reset(3, 1);
        assertThatIllegalArgumentException().as("an empty one").isThrownBy(() -> log.append(frame));
        for (long first : new long[] {1, 2, 4}) {
            Batches.fill(frame, first, 1, FACT_BYTES, 9);
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(frame));
        }
        append(1);
        assertThat(followed(1)).isEqualTo(promised);
    }

    @Test
    void refusesEverythingAfterAFailureAndShowsNobodyWhatFailed() throws IOException {
        for (Runnable failure : failures()) {
            append(2);
            long durable = log.durableSequence();
            fail(failure);
            assertThat(log.hasRoom()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> log.append(frame));
            assertThat(log.durableSequence()).isEqualTo(durable);
            assertThat(followed(1)).isEqualTo(promised);
            awaitRepair();
            awaitRoom();
            assertThat(log.durableSequence()).isEqualTo(durable);
        }
    }

    @Test
    void takesTheVeryFrameThatFailedAgainAfterARepair() throws IOException {
        for (Runnable failure : failures()) {
            append(2);
            fail(failure);
            awaitRepair();
            log.append(frame);
            promised.addAll(Batches.of(frame));
            assertThat(log.durableSequence()).isEqualTo(promised.size());
            assertThat(followed(1)).isEqualTo(promised);
            log = restart();
            assertThat(followed(1)).as("each fact once, as it was decided").isEqualTo(promised);
            awaitRoom();
        }
    }

    @Test
    void forgetsForGoodAFrameThatIsDroppedAfterARepair() throws IOException {
        for (Runnable failure : failures()) {
            append(2);
            fail(failure);
            awaitRepair();
            log = restart();
            assertThat(followed(1)).as("nothing of it").isEqualTo(promised);
            awaitRoom();
            append(3);
            assertThat(followed(1)).isEqualTo(promised);
        }
    }

    @Test
    void isRepairedWhileNothingFailed() throws IOException {
        assertThat(log.repair()).isTrue();
        append(1);
        assertThat(log.repair()).isTrue();
        assertThat(followed(1)).isEqualTo(promised);
    }

    @Test
    void saysThatThereIsNoRoomBeforeABatchIsDecidedAndGoesOnWhenThereIs() throws IOException {
        takeRoom();
        for (int batch = 0; log.hasRoom(); batch++) {
            assertThat(batch).as("batches without new room").isLessThan(100);
            appendLarge();
        }
        long durable = log.durableSequence();
        Batches.fill(frame, durable + 1, 4, FactFrame.MAX_FACT_BYTES / 2 - 100, 0);
        assertThatIllegalStateException().isThrownBy(() -> log.append(frame));
        assertThat(log.durableSequence()).isEqualTo(durable);
        giveRoom();
        awaitRoom();
        log.append(frame);
        assertThat(log.durableSequence()).isEqualTo(durable + 4);
    }

    @Test
    void handsOutTheFactsFromAnyOneOnInOrder() throws IOException {
        for (int batch = 0; batch < 4; batch++) {
            append(3);
        }
        for (int from = 1; from <= 13; from++) {
            assertThat(followed(from)).isEqualTo(promised.subList(from - 1, 12));
        }
    }

    @Test
    void handsOutEachFactOnceInOrderBesideTheShardAndNeverAheadOfIt() throws Exception {
        int facts = 3_000;
        CompletableFuture<List<Fact>> followed = CompletableFuture.supplyAsync(() -> followUpTo(facts));
        while (promised.size() < facts) {
            if (!log.hasRoom()) {
                awaitRoom();
            }
            append(1 + promised.size() % 3);
        }
        log.settle();
        assertThat(followed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(promised.subList(0, facts));
    }

    @Test
    void hasHandedOutNothingThatAMachineCouldForget() throws IOException {
        JournalFollower follower = log.follow(1);
        List<Fact> shown = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            append(2);
            if (batch % 7 == 0) {
                log.settle();
            }
            poll(follower, shown);
        }
        log = restartMachine();
        assertThat(shown).hasSizeGreaterThanOrEqualTo(2 * 36);
        assertThat(followed(1)).isEqualTo(promised.subList(0, (int) log.durableSequence())).containsAll(shown);
    }

    private void append(int facts) {
        Batches.fill(frame, log.durableSequence() + 1, facts, FACT_BYTES, 0);
        log.append(frame);
        promised.addAll(Batches.of(frame));
    }

    private void appendLarge() {
        Batches.fill(frame, log.durableSequence() + 1, 1, LARGE_FACT_BYTES, 0);
        log.append(frame);
    }

    /** Another content than {@link #append} gives those sequences, so that neither passes for the other. */
    private void fail(Runnable failure) {
        Batches.fill(frame, log.durableSequence() + 1, 2, FACT_BYTES, 99);
        failure.run();
        assertThatThrownBy(() -> log.append(frame)).isInstanceOf(AppendFailedException.class);
    }

    private void awaitRepair() {
        await().pollInSameThread().pollDelay(Duration.ZERO).until(log::repair);
    }

    private void awaitRoom() {
        await().pollDelay(Duration.ZERO).until(log::hasRoom);
    }

    private List<Fact> followed(long from) throws IOException {
        log.settle();
        List<Fact> facts = new ArrayList<>();
        try (JournalFollower follower = log.follow(from)) {
            assertThat(follower.durableSequence()).isEqualTo(log.durableSequence());
            poll(follower, facts);
        }
        return facts;
    }

    private static void poll(JournalFollower follower, List<Fact> facts) throws IOException {
        while (follower.poll(Batches.into(facts), 2) > 0) {
            // The list takes them in as they come.
        }
    }

    /** On another thread. */
    private List<Fact> followUpTo(int count) {
        List<Fact> facts = new ArrayList<>();
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (JournalFollower follower = log.follow(1)) {
            while (facts.size() < count && System.nanoTime() - giveUpNs < 0) {
                follower.poll(Batches.into(facts), 100);
                assertThat((long) facts.size()).isLessThanOrEqualTo(log.durableSequence());
                Thread.yield();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return facts.subList(0, Math.min(count, facts.size()));
    }
}
