package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.LatePayment;
import dev.shoutgate.MerchantLoad;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.SmallShard.Answer;
import dev.shoutgate.inventory.Item;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.gate.pass.SentPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two merchants in front of one ring, whose disk the test holds. */
@Timeout(120)
class MerchantSharesTest {

    private static final int SLOTS = 1024;
    private static final int RESERVED = 24;
    /** A sixteenth of the slots that buys may use; as many are left to others by a merchant who is alone. */
    private static final int LENT = (SLOTS - RESERVED) / 16;

    @TempDir
    private Path folder;

    private int next;

    @Test
    void lendsAMerchantWhoIsAloneAllButWhatOthersMayNeed() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            Sale other = other(shard, 1);
            hold(shard, other);
            int all = SLOTS - RESERVED - LENT;
            assertThat(crowd(shard, other)).isBetween(all - 4, all);
            assertThat(enters(shard, shard.sale)).as("the first press of somebody else").isNull();
        }
    }

    @Test
    void refusesTheCrowdOfOneAndNobodyElse() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            Sale other = other(shard, 1);
            bothArePressed(shard, other);
            hold(shard, shard.sale);
            int taken = crowd(shard, other);
            assertThat(taken).as("what is lent, and not much more").isBetween(LENT - 4, LENT);
            assertThat(shard.gate.beyondShareHere()).isPositive();

            for (int i = 0; i < LENT - 2; i++) {
                assertThat(enters(shard, shard.sale)).as("press %d of the other", i).isNull();
            }
            Command pay = shard.move(shard.sale, Act.PAUSE, "k");
            shard.answerTo(pay);
            assertThat(shard.gate.enter(pay)).isTrue();
        }
    }

    @Test
    void givesTheSharesThatTheWeightsSay() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            shard.inventory.sales().merchants().weigh(Map.of("other-shop", 99));
            Sale other = other(shard, 1);
            bothArePressed(shard, other);
            hold(shard, shard.sale);
            crowd(shard, other);

            // A hundredth of a thousand slots, one of which the holder has.
            int taken = crowd(shard, shard.sale);
            assertThat(taken).isBetween(8, 10);
        }
    }

    @Test
    void takesRepeatedKeysForLongerThanNewBuys() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            Sale other = other(shard, 1);
            bothArePressed(shard, other);
            Command first = buy(shard, other, "known");
            SmallShard.awaitAll(List.of(shard.ask(first)));
            hold(shard, shard.sale);
            crowd(shard, other);

            Command repeated = buy(shard, other, "known");
            shard.answerTo(repeated);
            assertThat(tryEnter(shard, repeated, other)).isTrue();
            while (tryEnter(shard, repeated, other)) {
                repeated.outcome = new Outcome(ignored -> { });
            }
            assertThat(SLOTS - shard.ring.remainingSlots()).isEqualTo((SLOTS - RESERVED) / 2);
            assertThat(enters(shard, shard.sale)).as("a new buy of the other").isNull();
        }
    }

    @Test
    void letsThoseWhoOnlyAskHaveHalfOfTheRing() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard, shard.sale);
            int asked = 0;
            Command read = SmallShard.read(0, "b");
            for (shard.answerTo(read); shard.gate.enter(read); shard.answerTo(read)) {
                asked++;
            }
            assertThat(asked).isBetween((SLOTS - RESERVED) / 2 - 2, (SLOTS - RESERVED) / 2);
            assertThat(enters(shard, shard.sale)).isNull();
        }
    }

    /** Of one client in a hurry, and of a crowd that may be another's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesOfThoseWhoAreLateNoMoreThanAPartOfTheirShare(boolean crowded) throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            if (crowded) {
                bothArePressed(shard, other(shard, 1));
            }
            hold(shard, shard.sale);
            int taken = 0;
            while (tryEnter(shard, late(shard, crowded), shard.sale)) {
                taken++;
            }
            assertThat(taken).isBetween(1, LENT / 16);
            assertThat(shard.gate.beyondShareHere() + shard.gate.beyondQueueHere()).isEqualTo(1);
        }
    }

    @Test
    void takesNobodyWhoIsLateByACrowdThatIsAlone() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            assertThat(enters(shard, shard.sale)).isNull();
            assertThat(tryEnter(shard, late(shard, true), shard.sale)).isFalse();
            assertThat(shard.gate.beyondQueueHere()).isEqualTo(1);
            assertThat(enters(shard, shard.sale)).as("in time").isNull();
        }
    }

    @Test
    void seesWhoElseIsPressedThoughAllAreLate() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            Sale other = other(shard, 1);
            assertThat(enters(shard, other)).isNull();
            SmallShard.soon(() -> tryEnterLate(shard));
        }
    }

    @Test
    void refusesUndecidedWhoWaitedTooLongInAQueueThatStands() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            SmallShard.awaitAll(List.of(shard.ask(buy(shard, shard.sale, "known"))));
            hold(shard, shard.sale);
            standForTenSeconds(shard.ring.queue());
            long longAgoNs = System.nanoTime() - StandingQueue.TOO_LONG_NS - 1;
            Command oldest = buy(shard, shard.sale, "oldest");
            oldest.arrivedNs = longAgoNs;
            Command repeated = buy(shard, shard.sale, "known");
            repeated.arrivedNs = longAgoNs;
            Command pause = shard.move(shard.sale, Act.PAUSE, "k");
            pause.arrivedNs = longAgoNs;
            Answer late = shard.ask(oldest);
            Answer answered = shard.ask(repeated);
            Answer done = shard.ask(pause);
            shard.disk.open();

            SmallShard.awaitAll(List.of(late, answered, done));
            assertThat(late.outcome.problem).isEqualTo(Problem.OVERLOADED);
            assertThat(shard.ring.tooLate()).isEqualTo(1);
            assertThat(answered.outcome.replayed).isTrue();
            assertThat(done.outcome.accepted()).isTrue();
            SmallShard.soon(() -> shard.sale.load().waiting() == 0);
        }
    }

    /** The shard's thread is held, and looks at the queue anew when that time is over. */
    private static void standForTenSeconds(StandingQueue queue) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (int ms = -400; ms <= 0; ms += 5) {
            queue.begin(untilNs + TimeUnit.MILLISECONDS.toNanos(ms), TimeUnit.MILLISECONDS.toNanos(50), 5_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsNobodyForLongerThanHeIsUnderWay(int seed) throws IOException {
        Random random = new Random(seed);
        SmallShard shard = new SmallShard(folder, 256, 16);
        MerchantLoad[] loads = new MerchantLoad[2];
        try (shard) {
            Sale other = other(shard, 1);
            loads[0] = shard.sale.load();
            loads[1] = other.load();
            for (int turn = 0; turn < 40; turn++) {
                switch (random.nextInt(4)) {
                    case 0 -> shard.disk.failForces();
                    case 1 -> shard.disk.setFull(random.nextBoolean());
                    default -> shard.disk.mend();
                }
                for (int press = random.nextInt(300); press > 0; press--) {
                    enters(shard, random.nextBoolean() ? shard.sale : other);
                }
                shard.ring.tryTick();
            }
            shard.disk.setFull(false);
            shard.disk.mend();
            shard.tickUntil(() -> !shard.ring.health().isFailing());
            SmallShard.soon(() -> shard.ring.remainingSlots() == 256);
            assertThat(loads).allMatch(load -> load.waiting() == 0);
            shard.disk.failForces();
            for (int press = 0; press < 50; press++) {
                enters(shard, other);
            }
            shard.ring.close();
            assertThat(loads).as("after the end").allMatch(load -> load.waiting() == 0);
        }
    }

    @Test
    void countsNobodyOfAShardThatStoppedAtAFault() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            hold(shard, shard.sale);
            Command bad = buy(shard, shard.sale, "bad");
            bad.itemNumbers[0] = 1_000_000;
            shard.answerTo(bad);
            assertThat(shard.ring.tryPublish(bad)).isTrue();
            for (int i = 0; i < 20; i++) {
                enters(shard, shard.sale);
            }
            assertThat(shard.sale.load().waiting()).isEqualTo(22);
            shard.disk.open();
            SmallShard.soon(() -> shard.ring.health().isStopped() && shard.ring.remainingSlots() == SLOTS);
            SmallShard.soon(() -> shard.sale.load().waiting() == 0);
        }
    }

    @Test
    void knowsAMerchantForAsLongAsHeHasASale() throws IOException {
        try (SmallShard shard = new SmallShard(folder, SLOTS, RESERVED)) {
            shard.inventory.sales().merchants().weigh(Map.of("third-shop", 7));
            Sale other = other(shard, 1);
            MerchantLoad before = other.load();
            assertThat(before.weight()).isEqualTo(1);
            assertThat(shard.sale.load()).isNotSameAs(before);

            Sale again = define(shard, "other", "third-shop");
            assertThat(again.load().weight()).as("defined anew, of another merchant").isEqualTo(7);
            Sale second = define(shard, "second", "third-shop");
            assertThat(second.load()).isSameAs(again.load());
            Sale back = define(shard, "third", "other-shop");
            assertThat(back.load()).as("he had no sale meanwhile").isNotSameAs(before);
        }
    }

    private static Sale define(SmallShard shard, String saleId, String merchant) {
        SaleDefinition like = shard.definition(saleId, 1);
        SmallShard.awaitAll(List.of(shard.ask(shard.define(new SaleDefinition(saleId, merchant, "A sale", "CNY",
                SaleDefinition.NEVER, SaleDefinition.NEVER, 900, LatePayment.REFUND, like.items())))));
        return shard.inventory.sales().find(saleId);
    }

    /** One more merchant's sale, open. */
    private static Sale other(SmallShard shard, int number) {
        Sale other = define(shard, "other", "other-shop");
        SmallShard.awaitAll(List.of(shard.ask(shard.move(other, Act.OPEN, "open" + number))));
        return other;
    }

    private Command buy(SmallShard shard, Sale sale, String buyer) {
        Command buy = shard.buy(buyer, "key-" + buyer, 1);
        buy.saleNumber = sale.number();
        buy.load = sale.load();
        buy.arrivedNs = System.nanoTime();
        buy.keyHash = shard.inventory.hashing().key(sale.number(), buy.buyerHash, buy.key);
        buy.itemNumbers[0] = sale.item(0).number();
        return buy;
    }

    private Command late(SmallShard shard, boolean crowded) {
        Command late = buy(shard, shard.sale, "late-" + next++);
        late.late = true;
        late.crowded = crowded;
        shard.answerTo(late);
        return late;
    }

    /** A press that is refused as long as nothing but the clock has the shard look who else is pressed. */
    private boolean tryEnterLate(SmallShard shard) {
        shard.ring.tryTick();
        return tryEnter(shard, late(shard, true), shard.sale);
    }

    private static boolean tryEnter(SmallShard shard, Command buy, Sale sale) {
        SentPass pass = new SentPass();
        pass.clear(buy);
        return shard.gate.tryEnter(buy, sale, new Item[] {sale.item(0)}, pass, System.currentTimeMillis());
    }

    /** Presses as a new buyer; why it was refused, or null. */
    private Problem enters(SmallShard shard, Sale sale) {
        Command buy = buy(shard, sale, "b" + next++);
        Answer answer = shard.answerTo(buy);
        return tryEnter(shard, buy, sale) ? null : answer.outcome.problem;
    }

    /** Presses until one is refused; how many were not. */
    private int crowd(SmallShard shard, Sale sale) {
        int taken = 0;
        Problem problem = enters(shard, sale);
        for (; problem == null; problem = enters(shard, sale)) {
            taken++;
        }
        assertThat(problem).isEqualTo(Problem.OVERLOADED);
        return taken;
    }

    /** A batch that begins sees both. */
    private void bothArePressed(SmallShard shard, Sale other) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Command buy = buy(shard, i % 2 == 0 ? other : shard.sale, "both-" + next++);
            Answer answer = shard.answerTo(buy);
            assertThat(tryEnter(shard, buy, i % 2 == 0 ? other : shard.sale)).isTrue();
            SmallShard.awaitAll(List.of(answer));
            answers.add(answer);
        }
        assertThat(answers).allMatch(answer -> answer.outcome.accepted());
    }

    /** Has the shard's thread wait in a force, with one command of the sale. */
    private void hold(SmallShard shard, Sale sale) {
        shard.disk.close();
        assertThat(enters(shard, sale)).isNull();
        SmallShard.soon(() -> shard.disk.waiting.get() == 1);
    }
}
