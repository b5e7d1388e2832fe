package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.SmallShard.Answer;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalRecovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose force fails is kept until the disk takes it, and nobody is told more than the disk holds. */
@Timeout(60)
class DiskFailureTest {

    @TempDir
    private Path folder;

    @Test
    void answersWhatWasInDoubtAndGoesOnByItselfOnceTheDiskWorks() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Answer inDoubt = shard.failAt(shard.buy("doubt", "k", 1));
            refuseSome(shard, 5);
            assertThat(inDoubt.isThere()).isFalse();

            shard.disk.mend();
            shard.tickUntil(inDoubt::isThere);
            assertThat(inDoubt.outcome.accepted()).isTrue();
            assertThat(inDoubt.outcome.sequence).isLessThanOrEqualTo(inDoubt.durableThen);
            assertThat(inDoubt.times).isEqualTo(1);
            assertThat(shard.ring.health().state()).isEqualTo(ShardHealth.State.SERVING);
            Answer next = shard.press("next");
            SmallShard.awaitAll(List.of(next));
            assertThat(next.outcome.sequence).isEqualTo(inDoubt.outcome.sequence + 1);
            Answer repeated = shard.ask(shard.buy("doubt", "k", 1));
            SmallShard.awaitAll(List.of(repeated));
            assertThat(repeated.outcome.replayed).isTrue();
        }
    }

    private static void refuseSome(SmallShard shard, int count) {
        List<Answer> refused = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refused.add(shard.press("refused-" + i));
        }
        SmallShard.awaitAll(refused);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(answer.outcome.unknown).isFalse();
        });
    }

    @Test
    void triesAgainAsSoonThoughTheClockWasSetBack() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            SmallShard.awaitAll(List.of(shard.press("before")));
            shard.setBackMs = 3_600_000;
            Answer inDoubt = shard.failAt(shard.buy("doubt", "k", 1));
            shard.disk.mend();
            shard.tickUntil(inDoubt::isThere);
            assertThat(inDoubt.outcome.accepted()).isTrue();
        }
    }

    @Test
    void recordsNothingOfWhatItRefused() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            SmallShard.awaitAll(List.of(shard.press("safe")));
            shard.failAt(shard.buy("doubt", "k", 1));
            refuseSome(shard, 20);
            shard.disk.mend();
            shard.tickUntil(shard.ring.health()::hasRoom);
        }
        assertThat(ordersAfterRestart()).isEqualTo(2);
    }

    @Test
    void tellsOnlyWhatIsCertainOfAKeyThatWasSeenBefore() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            SmallShard.awaitAll(List.of(shard.ask(shard.buy("safe", "k", 1))));
            shard.failAt(shard.buy("doubt", "k", 1));
            Answer safe = shard.ask(shard.buy("safe", "k", 1));
            Answer otherWish = shard.ask(shard.buy("safe", "k", 2));
            Answer doubtful = shard.ask(shard.buy("doubt", "k", 1));
            Answer fresh = shard.ask(shard.buy("safe", "another", 1));
            SmallShard.awaitAll(List.of(safe, otherWish, doubtful, fresh));

            assertThat(safe.outcome.replayed).isTrue();
            assertThat(safe.outcome.accepted()).isTrue();
            assertThat(otherWish.outcome.problem).isEqualTo(Problem.IDEMPOTENCY_KEY_REUSED);
            assertThat(doubtful.outcome.unknown).as("503 would say that nothing was recorded").isTrue();
            assertThat(fresh.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        }
    }

    @Test
    void showsOrdersThatAreOnDiskAndNoOthers() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Answer safe = shard.press("safe");
            Answer given = shard.press("given");
            SmallShard.awaitAll(List.of(safe, given));
            shard.failAt(shard.cancel(given.outcome));
            Answer readSafe = shard.ask(SmallShard.read(safe.outcome.orderNumber, "safe"));
            Answer readGiven = shard.ask(SmallShard.read(given.outcome.orderNumber, "given"));
            Answer readOther = shard.ask(SmallShard.read(safe.outcome.orderNumber, "given"));
            Answer again = shard.ask(shard.cancel(given.outcome));
            Answer cancelSafe = shard.ask(shard.cancel(safe.outcome));
            SmallShard.awaitAll(List.of(readSafe, readGiven, readOther, again, cancelSafe));

            assertThat(readSafe.outcome.status).isEqualTo(OrderStatus.HELD);
            assertThat(readGiven.outcome.problem).as("held or cancelled").isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(readOther.outcome.problem).isEqualTo(Problem.UNKNOWN_ORDER);
            assertThat(again.outcome.unknown).as("perhaps it is cancelled").isTrue();
            assertThat(cancelSafe.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            shard.disk.mend();
            shard.tickUntil(shard.ring.health()::hasRoom);
            Answer known = shard.ask(SmallShard.read(given.outcome.orderNumber, "given"));
            SmallShard.awaitAll(List.of(known));
            assertThat(known.outcome.status).isEqualTo(OrderStatus.CANCELLED);
        }
    }

    @Test
    void listsNoOrdersOfABuyerOfWhomOneIsInDoubt() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            SmallShard.awaitAll(List.of(shard.press("safe"), shard.press("doubt")));
            shard.failAt(shard.buy("doubt", "k2", 1));
            Answer safe = shard.ask(shard.list("safe"));
            Answer doubtful = shard.ask(shard.list("doubt"));
            SmallShard.awaitAll(List.of(safe, doubtful));
            assertThat(safe.outcome.orders).extracting(order -> order.status).containsExactly(OrderStatus.HELD);
            assertThat(doubtful.outcome.problem).as("one order or two").isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(doubtful.outcome.orders).isNull();

            shard.disk.mend();
            shard.tickUntil(shard.ring.health()::hasRoom);
            Answer known = shard.ask(shard.list("doubt"));
            SmallShard.awaitAll(List.of(known));
            assertThat(known.outcome.orders).hasSize(2);
        }
    }

    @Test
    void listsNoOrdersToOperatorsWhileOneIsInDoubt() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 64, 8)) {
            shard.failAt(shard.buy("b", "k", 1));
            Answer list = shard.ask(shard.list(slice -> { }));
            SmallShard.awaitAll(List.of(list));
            assertThat(list.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        }
    }

    @Test
    void leavesAnOperatorUnansweredWhoseActMayBeTheOneInDoubt() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Answer inDoubt = shard.failAt(shard.move(shard.sale, Act.PAUSE, "pause"));
            Answer again = shard.ask(shard.move(shard.sale, Act.PAUSE, "pause"));
            Answer recount = shard.ask(shard.audit());
            SmallShard.awaitAll(List.of(again, recount));
            assertThat(again.outcome.unknown).isTrue();
            assertThat(recount.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);

            shard.disk.mend();
            shard.tickUntil(inDoubt::isThere);
            assertThat(inDoubt.outcome.accepted()).isTrue();
        }
    }

    @Test
    void refusesAnOperatorWhereOnlyOrdersAreInDoubt() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            shard.failAt(shard.buy("doubt", "k", 1));
            Answer refused = shard.ask(shard.move(shard.sale, Act.PAUSE, "pause"));
            SmallShard.awaitAll(List.of(refused));
            assertThat(refused.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
            assertThat(refused.outcome.unknown).isFalse();
        }
    }

    @Test
    void letsThroughTheGateOnlyWhoMayHaveAnOrder() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8, new RateLimiter(0, 1), 1, true)) {
            shard.failAt(shard.buy("doubt", "k", 1));
            assertThat(shard.sale.item(0).availableNow()).as("memory is ahead of the disk").isZero();
            Command stranger = shard.buy("stranger", "k", 1);
            Answer refused = shard.answerTo(stranger);
            assertThat(shard.tryEnter(stranger)).isFalse();
            assertThat(refused.outcome.problem).as("not sold out: that is in doubt")
                    .isEqualTo(Problem.STORAGE_UNAVAILABLE);
            Command known = shard.buy("doubt", "k2", 1);
            Answer exact = shard.answerTo(known);
            assertThat(shard.tryEnter(known)).isTrue();
            SmallShard.awaitAll(List.of(exact));
            assertThat(exact.outcome.problem).isEqualTo(Problem.STORAGE_UNAVAILABLE);
        }
    }

    @Test
    void keepsAnsweringWhenTheForceInTheMiddleOfABatchFails() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 8192, 8)) {
            shard.disk.close();
            Answer first = shard.press("first");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            List<Answer> waiting = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                waiting.add(shard.press("b" + i));
            }
            shard.disk.letThrough(1);
            SmallShard.soon(() -> first.isThere() && shard.disk.waiting.get() == 1);
            shard.disk.failForces();
            shard.disk.open();
            SmallShard.awaitAll(waiting.subList(4096, 5_000));
            assertThat(waiting.subList(0, 4096)).noneMatch(Answer::isThere);
            assertThat(waiting.subList(4096, 5_000))
                    .allMatch(answer -> answer.outcome.problem == Problem.STORAGE_UNAVAILABLE);

            shard.disk.mend();
            shard.tickUntil(() -> waiting.stream().allMatch(Answer::isThere));
            assertThat(waiting.subList(0, 4096)).allMatch(answer -> answer.outcome.accepted());
        }
    }

    @Test
    void leavesUnansweredWhatIsInDoubtWhenItIsToldToStop() throws IOException {
        Answer inDoubt;
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            inDoubt = shard.failAt(shard.buy("doubt", "k", 1));
            shard.ring.close();
            assertThat(inDoubt.outcome.unknown).isTrue();
            assertThat(inDoubt.times).isEqualTo(1);
            assertThat(shard.wakes.get()).as("somebody closes the connection").isPositive();
        }
        assertThat(ordersAfterRestart()).isIn(0L, 1L);
    }

    @Test
    void triesOnceMoreWhenItIsToldToStop() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            Answer inDoubt = shard.failAt(shard.buy("doubt", "k", 1));
            SmallShard.soon(DiskFailureTest::isNextSegmentReady);
            shard.disk.mend();
            shard.ring.close();
            assertThat(inDoubt.outcome.accepted()).isTrue();
            assertThat(inDoubt.times).isEqualTo(1);
        }
        assertThat(ordersAfterRestart()).isEqualTo(1);
    }

    /** The thread that prepares segments rests without a time limit once it has one ready, and only then. */
    private static boolean isNextSegmentReady() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread ->
                thread.getName().equals("journal-preparer-0") && thread.getState() == Thread.State.WAITING);
    }

    /** However long it fails, and however often it looks as if it worked again. */
    @Test
    void leavesNoTrailOfSegmentsBehind() throws IOException {
        try (SmallShard shard = new SmallShard(folder, 256, 8)) {
            shard.failAt(shard.buy("doubt", "k", 1));
            int before = shard.disk.created.get();
            shard.tickUntil(() -> shard.disk.created.get() >= before + 4);
            assertThat(segments()).isLessThanOrEqualTo(4);
        }
    }

    private int segments() throws IOException {
        return FolderDisk.create(folder).list().size();
    }

    private long ordersAfterRestart() throws IOException {
        try (SaleShard again = new SaleShard(0, new ShardCapacity(1_000, 100), new HeapItemTable(100))) {
            long[] lastMs = {0};
            JournalRecovery.recover(FolderDisk.create(folder), 0, 1, (sequence, timeMs, buffer, offset, length) -> {
                assertThat(timeMs).as("time never runs backwards").isGreaterThanOrEqualTo(lastMs[0]);
                lastMs[0] = timeMs;
                again.onFact(sequence, timeMs, buffer, offset, length);
            });
            return again.orderCount();
        }
    }
}
