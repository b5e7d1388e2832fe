package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.SmallShard.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queue in front of a shard whose disk is held fast, so that what is published stays where it is. */
@Timeout(60)
class CommandRingTest {

    private static final int SLOTS = 64;
    private static final int RESERVED = 8;

    @TempDir
    private Path folder;

    @Test
    void refusesAtOnceWhenItIsFullAndForgetsNothingThatItTook() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard);
            List<Answer> taken = fill(shard);
            assertThat(taken).hasSize(SLOTS - RESERVED - 1);

            Command late = shard.buy("late", "k", 1);
            Answer refused = shard.answerTo(late);
            assertThat(shard.gate.enter(late)).isFalse();
            assertThat(refused.outcome.problem).isEqualTo(Problem.OVERLOADED);
            assertThat(refused.isThere()).as("the caller answers what it was refused").isFalse();

            shard.disk.open();
            SmallShard.awaitAll(taken);
            assertThat(taken).allMatch(answer -> answer.outcome.accepted());
            SmallShard.soon(() -> shard.ring.remainingSlots() == SLOTS);
            assertThat(shard.ring.tryPublish(late)).isTrue();
        }
    }

    @Test
    void hasItsSlotsAndCommandsAgainAfterEachBatch() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            for (int time = 0; time < 4 * SLOTS; time++) {
                SmallShard.awaitAll(List.of(shard.press("b" + time)));
            }
            SmallShard.soon(() -> shard.ring.remainingSlots() == SLOTS);
            hold(shard);
            assertThat(fill(shard)).hasSize(SLOTS - RESERVED - 1);
            shard.disk.open();
        }
    }

    @Test
    void keepsSlotsForPaymentsAndOperators() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard);
            fill(shard);
            List<Answer> acts = new ArrayList<>();
            for (int i = 0; i < RESERVED; i++) {
                Command act = i % 2 == 0 ? shard.move(shard.sale, Act.PAUSE, "k" + i) : tick();
                acts.add(shard.answerTo(act));
                assertThat(shard.ring.tryPublish(act)).as("act %d", i).isTrue();
            }
            assertThat(shard.ring.remainingSlots()).isZero();
            assertThat(shard.ring.tryPublish(tick())).as("all slots are taken").isFalse();

            shard.disk.open();
            SmallShard.awaitAll(acts);
            assertThat(shard.sale.status()).isEqualTo(SaleStatus.PAUSED);
        }
    }

    @Test
    void givesTimeOneSlotHoweverLongTheShardIsHeldUp() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard);
            fill(shard);
            for (int i = 0; i < 10 * RESERVED; i++) {
                shard.ring.tryTick();
            }
            assertThat(shard.ring.remainingSlots()).as("those of payments").isEqualTo(RESERVED - 1);

            // The holder's batch, and the one of all the others.
            shard.disk.letThrough(2);
            SmallShard.soon(() -> shard.ring.remainingSlots() == SLOTS);
            Command pause = shard.move(shard.sale, Act.PAUSE, "k");
            shard.answerTo(pause);
            assertThat(shard.ring.tryPublish(pause)).isTrue();
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            shard.ring.tryTick();
            SmallShard.soon(() -> shard.ring.remainingSlots() == SLOTS - 2);
            shard.disk.open();
        }
    }

    @Test
    void letsTheCallerUseItsCommandAgainAtOnce() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard);
            Command desk = shard.buy("first", "k1", 1);
            Answer first = shard.answerTo(desk);
            shard.ring.tryPublish(desk);
            Answer second = shard.answerTo(desk);
            desk.buyer.set("second");
            desk.buyerHash = shard.inventory.hashing().buyer(desk.buyer);
            desk.keyHash = shard.inventory.hashing().key(desk.saleNumber, desk.buyerHash, desk.key);
            desk.quantities[0] = 2;
            shard.ring.tryPublish(desk);
            desk.clear();
            shard.disk.open();

            SmallShard.awaitAll(List.of(first, second));
            assertThat(first.outcome.buyer).hasToString("first");
            assertThat(first.outcome.quantities[0]).isEqualTo(1);
            assertThat(second.outcome.buyer).hasToString("second");
            assertThat(second.outcome.quantities[0]).isEqualTo(2);
        }
    }

    @Test
    void takesNothingMoreOnceItWasToldToStopAndFinishesTheRest() throws IOException {
        SmallShard shard = new SmallShard(folder, SLOTS, RESERVED);
        List<Answer> taken = new ArrayList<>();
        hold(shard);
        for (int i = 0; i < 20; i++) {
            taken.add(shard.press("b" + i));
        }
        shard.ring.stopTaking();
        Command late = shard.buy("late", "k", 1);
        Answer refused = shard.answerTo(late);
        assertThat(shard.gate.enter(late)).isFalse();
        assertThat(refused.outcome.problem).isEqualTo(Problem.NOT_READY);
        assertThat(shard.ring.tryPublish(tick())).isFalse();
        shard.disk.open();
        shard.ring.close();

        assertThat(taken).allMatch(Answer::isThere).allMatch(answer -> answer.outcome.accepted());
        shard.close();
    }

    /** Holds the shard in a force, so that the ring is empty and nobody takes from it. */
    @Test
    void expiresByOneTickWhatOneTickIsTooShortFor() throws IOException {
        int holds = 2 * Limits.EXPIRIES_PER_TICK + 1;
        try (SmallShard shard = new SmallShard(folder, 8192, RESERVED, new RateLimiter(0, 1), holds, false, 1)) {
            List<Answer> taken = new ArrayList<>();
            for (int i = 0; i < holds; i++) {
                taken.add(shard.press("b" + i));
            }
            SmallShard.awaitAll(taken);
            long lastEndsAtMs = taken.get(holds - 1).outcome.expiresAtMs;
            SmallShard.soon(() -> System.currentTimeMillis() >= lastEndsAtMs);
            assertThat(shard.inventory.expiredCount()).as("nobody told the shard yet that time passed").isZero();

            assertThat(shard.ring.tryPublish(tick())).isTrue();
            SmallShard.soon(() -> shard.inventory.expiredCount() == holds);
            assertThat(shard.sale.item(0).availableNow()).isEqualTo(holds);
        }
    }

    private static void hold(SmallShard shard) {
        shard.disk.close();
        shard.press("holder");
        SmallShard.soon(() -> shard.disk.waiting.get() == 1);
    }

    /** Presses until there is no slot left for a press. */
    private static List<Answer> fill(SmallShard shard) {
        List<Answer> taken = new ArrayList<>();
        while (true) {
            Command buy = shard.buy("b" + taken.size(), "k", 1);
            Answer answer = shard.answerTo(buy);
            if (!shard.ring.tryPublish(buy)) {
                return taken;
            }
            taken.add(answer);
        }
    }

    private static Command tick() {
        Command tick = new Command();
        tick.kind = Command.Kind.TICK;
        return tick;
    }
}
