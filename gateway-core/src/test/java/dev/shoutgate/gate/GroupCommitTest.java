package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.SmallShard.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decide, force, then tell: on a disk that waits for the test. */
@Timeout(60)
class GroupCommitTest {

    @TempDir
    private Path folder;

    @Test
    void tellsNobodyBeforeTheForceReturned() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 64, 8)) {
            long before = shard.journal.durableSequence();
            shard.disk.close();
            Answer first = shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            assertThat(shard.sale.item(0).availableNow()).as("decided").isEqualTo(SmallShard.STOCK - 1);
            assertThat(first.isThere()).isFalse();
            assertThat(shard.journal.durableSequence()).isEqualTo(before);
            assertThat(shard.wakes.get()).isZero();

            shard.disk.letThrough(1);
            SmallShard.awaitAll(List.of(first));
            assertThat(first.outcome.accepted()).isTrue();
            assertThat(first.outcome.sequence).isEqualTo(before + 1);
            assertThat(first.thread).isEqualTo("shard-0");
        }
    }

    @Test
    void tellsOnlyWhatTheJournalAlreadyHas() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 1024, 8)) {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(shard.press("b" + i));
            }
            SmallShard.awaitAll(answers);

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.outcome.sequence).isLessThanOrEqualTo(answer.durableThen);
                assertThat(answer.times).isEqualTo(1);
            });
        }
    }

    @Test
    void listsNoOrderThatTheJournalHasNot() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 1024, 8)) {
            List<Outcome> listed = new CopyOnWriteArrayList<>();
            shard.disk.close();
            shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            Answer second = shard.press("second");
            Answer list = shard.ask(shard.list(slice -> listed.addAll(slice.orders())));
            shard.disk.letThrough(1);
            SmallShard.soon(() -> shard.disk.waiting.get() == 1 && !listed.isEmpty());
            assertThat(list.isThere()).as("while the second is at the disk").isFalse();

            shard.disk.letThrough(1);
            SmallShard.awaitAll(List.of(second, list));
            assertThat(listed).extracting(order -> order.sequence).hasSize(2)
                    .allMatch(sequence -> sequence <= list.durableThen);
        }
    }

    @Test
    void forcesOnceForAllThatWaitedAndWakesOnce() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            shard.disk.close();
            Answer first = shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            List<Answer> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(shard.press("b" + i));
            }
            int forces = shard.disk.forces.get();
            shard.disk.letThrough(2);
            SmallShard.awaitAll(waiting);
            SmallShard.soon(() -> shard.wakes.get() == 2);

            assertThat(first.isThere()).isTrue();
            assertThat(shard.disk.forces.get() - forces).isEqualTo(2);
        }
    }

    @Test
    void forcesAfter4096CommandsAlsoWhenMoreWait() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 8192, 8)) {
            shard.disk.close();
            shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            List<Answer> waiting = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                waiting.add(shard.press("b" + i));
            }
            shard.disk.letThrough(2);
            SmallShard.awaitAll(waiting.subList(0, 4096));
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            assertThat(waiting.subList(4096, 5_000)).noneMatch(Answer::isThere);

            shard.disk.letThrough(1);
            SmallShard.awaitAll(waiting);
        }
    }

    @Test
    void forcesNothingForRefusals() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 64, 8)) {
            int forces = shard.disk.forces.get();
            shard.disk.close();
            Command greedy = shard.buy("greedy", "k", 99);
            greedy.quantities[0] = 100;
            Answer refused = shard.answerTo(greedy);
            shard.ring.tryPublish(greedy);
            SmallShard.awaitAll(List.of(refused));

            assertThat(refused.outcome.problem).isEqualTo(Problem.LIMIT_REACHED);
            assertThat(shard.disk.forces.get()).isEqualTo(forces);
            assertThat(shard.wakes.get()).isEqualTo(1);
        }
    }

    /** Disruptor would step past an event whose handler threw. This one stops, and says so of the whole batch. */
    @Test
    void leavesInDoubtTheBatchInWhichADecisionThrew() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            shard.disk.close();
            Answer before = shard.press("before");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            Answer earlier = shard.press("earlier");
            Command impossible = shard.buy("impossible", "k", 1);
            impossible.saleNumber = 12_345;
            Answer thrown = shard.answerTo(impossible);
            shard.ring.tryPublish(impossible);
            Answer later = shard.press("later");
            long durable = shard.journal.durableSequence();
            shard.disk.open();
            SmallShard.awaitAll(List.of(before, earlier, thrown, later));

            assertThat(before.outcome.accepted()).as("its batch was forced").isTrue();
            assertThat(earlier.outcome.unknown).as("decided, and never written").isTrue();
            assertThat(thrown.outcome.unknown).isTrue();
            assertThat(later.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(shard.journal.durableSequence()).isEqualTo(durable + 1);
            assertThat(List.of(before.times, earlier.times, thrown.times, later.times)).containsOnly(1);
        }
    }

    @Test
    void refusesAtTheGateOnceTheShardStopped() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Command impossible = shard.buy("impossible", "k", 1);
            impossible.saleNumber = 12_345;
            SmallShard.awaitAll(List.of(shard.ask(impossible)));
            Command buy = shard.buy("b", "k", 1);
            Answer refused = shard.answerTo(buy);

            assertThat(shard.tryEnter(buy)).isFalse();
            assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);

            Command list = shard.list("b");
            Answer notTold = shard.answerTo(list);
            assertThat(shard.gate.tryList(list)).isFalse();
            assertThat(notTold.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        }
    }

    @Test
    void decidesInTheOrderOfTheRing() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            shard.disk.close();
            shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            Answer open = shard.press("open");
            Command pause = shard.move(shard.sale, Act.PAUSE, "p");
            Answer paused = shard.answerTo(pause);
            shard.ring.tryPublish(pause);
            Answer late = shard.press("late");
            shard.disk.open();
            SmallShard.awaitAll(List.of(open, paused, late));

            Outcome refusal = late.outcome;
            assertThat(open.outcome.accepted()).isTrue();
            assertThat(refusal.problem).isEqualTo(Problem.SALE_PAUSED);
        }
    }
}
