package dev.shoutgate.gate;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.PassRule;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.GateSituation.Press;
import dev.shoutgate.gate.GateSituation.Said;
import dev.shoutgate.gate.SmallShard.Answer;
import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gate says at once is what the shard would have said; all else it leaves to the shard. */
class AdmissionGateTest {

    private static final Press ONE = new Press(1, 1, List.of(0), List.of(1));

    private static final Odds<Integer> ITEMS = new Odds<Integer>().give(8, 0).give(4, 1).give(4, 2).give(1, 9);
    private static final Odds<Integer> QUANTITIES = new Odds<Integer>().give(6, 1).give(3, 2).give(1, 4);
    private static final Odds<Integer> PASSES = new Odds<Integer>().draw(8, draws -> draws.evenly(1, 4)).give(1, 0)
            .give(1, GateSituation.ANOTHERS).give(1, GateSituation.SHORT);
    private static final Odds<Act> STATUSES = new Odds<Act>()
            .give(8, Act.OPEN).give(3, Act.PAUSE).give(1, Act.CLOSE);
    private static final Odds<Step> STEPS = new Odds<Step>()
            .draw(24, draws -> Step.of("", press(draws), AdmissionGateTest::pressAndCompare))
            .draw(3, draws -> Step.of("to ", draws.one(STATUSES), GateSituation::move))
            .draw(3, draws -> Step.of("cancel ", draws.evenly(0, 4), GateSituation::cancel))
            .draw(2, draws -> Step.of("ms ", draws.of(1, 400, 1_000, 61_000), GateSituation::pass))
            .give(1, new Step("tick", GateSituation::tick));

    /** What is done to a situation, and how a failure shows it. */
    private record Step(String name, Consumer<GateSituation> does) {

        static <T> Step of(String name, T with, BiConsumer<GateSituation, T> does) {
            return new Step(name + with, situation -> does.accept(situation, with));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void refusesOnlyWhatTheShardWouldRefuseInTheSameWords() {
        AtomicInteger refusing = new AtomicInteger();
        forAll(250, draws -> {
            int opensAfterMs = draws.of(-1, -1, -1, 0, 500, 2_000);
            int closesAfterMs = draws.of(-1, -1, -1, 1, 500, 2_000);
            List<ItemDefinition> items = draws.one(AdmissionGateTest::items);
            PassRule passes = draws.chance(1, 3) ? PassRule.required(60, 15) : PassRule.NONE;
            List<Step> steps = draws.list(0, 60, STEPS);
            try (GateSituation situation = new GateSituation(opensAfterMs, closesAfterMs, items, passes)) {
                steps.forEach(step -> step.does.accept(situation));
                refusing.addAndGet(situation.lostAtTheGate() > 0 ? 1 : 0);
            }
        });

        assertThat(refusing).as("refused at the gate").hasValueGreaterThan(250 * 30 / 100);
    }

    private static void pressAndCompare(GateSituation situation, Press press) {
        Said said = situation.press(press);
        if (said.byGate() != null) {
            assertThat(said.byGate()).as("what the gate says to %s", press).isEqualTo(said.byShard());
            assertThat(said.changedNothing()).as("the shard had nothing to do for %s", press).isTrue();
        }
    }

    /** Whoever lost asks again and again. The ring's few slots are for the others. */
    @Test
    void tellsWhoHasNoOrderSoWithoutTheShard() throws IOException {
        try (SmallShard shard = new SmallShard(Files.createTempDirectory("shoutgate-gate-"), 64, 8)) {
            Answer bought = shard.press("winner");
            SmallShard.awaitAll(List.of(bought));
            shard.disk.close();
            shard.press("another");
            SmallShard.soon(() -> shard.disk.waiting.get() == 1);
            for (int i = 0; i < 1_000; i++) {
                Command list = shard.list("loser-" + i);
                Answer none = shard.answerTo(list);
                assertThat(shard.gate.tryList(list)).isFalse();
                assertThat(none.outcome.accepted()).isTrue();
                assertThat(none.outcome.orders).isEmpty();
            }
            Command list = shard.list("winner");
            Answer own = shard.answerTo(list);
            assertThat(shard.gate.tryList(list)).as("the shard answers").isTrue();
            shard.disk.open();
            SmallShard.awaitAll(List.of(own));
            assertThat(own.outcome.orders).extracting(order -> order.orderNumber)
                    .containsExactly(bought.outcome.orderNumber);
        }
    }

    @Test
    void turnsAwayEveryoneWithoutAnOrderOnceAllIsSold() {
        try (GateSituation situation = open(GateSituation.items(1, 5, 1))) {
            assertThat(situation.press(ONE).byGate()).isNull();
            for (int buyer = 2; buyer < 50; buyer++) {
                assertThat(situation.press(new Press(buyer, 1, List.of(0), List.of(1))).byGate())
                        .isEqualTo("SOLD_OUT sku-0 1 of 0, held 1");
            }
            assertThat(situation.press(ONE).byGate()).as("the one who has it asks the shard").isNull();
            assertThat(situation.lostAtTheGate()).isEqualTo(48);
        }
    }

    @Test
    void turnsAwayEveryoneWithoutAnOrderWhileTheSaleIsNotOpen() {
        try (GateSituation situation = new GateSituation(1_000, -1, GateSituation.items(9, 5, 1))) {
            assertThat(situation.press(ONE).byGate()).isEqualTo("SALE_NOT_OPEN until " + (GateSituation.START_MS + 1_000));
            situation.pass(1_000);
            assertThat(situation.press(ONE).byGate()).as("it is due, and the shard opens it").isNull();
            situation.move(Act.PAUSE);
            Press other = new Press(2, 1, List.of(0), List.of(1));
            assertThat(situation.press(other).byGate()).isEqualTo("SALE_PAUSED");
            situation.move(Act.CLOSE);
            assertThat(situation.press(other).byGate()).isEqualTo("SALE_CLOSED");
            assertThat(situation.press(ONE).byShard()).as("a repeated key, also when all is over").startsWith("order");
        }
    }

    @Test
    void turnsAwayWhoeverComesBeforeAnItemAppears() {
        Press second = new Press(2, 1, List.of(0, 1), List.of(1, 1));
        try (GateSituation situation = open(GateSituation.items(5, 5, 1, 5, 5, 3))) {
            assertThat(situation.press(second).byGate())
                    .isEqualTo("SALE_NOT_OPEN until " + (GateSituation.START_MS + 500) + ", sku-3");
            situation.pass(500);
            assertThat(situation.press(second).byGate()).as("it is due, and the shard puts it up").isNull();
            situation.pass(1_500);
            Press third = new Press(3, 1, List.of(1), List.of(1));
            assertThat(situation.press(third).byGate()).as("it is due, and the shard takes it down").isNull();
            assertThat(situation.press(third).byGate()).isEqualTo("UNKNOWN_ITEM sku-3");
        }
    }

    @Test
    void refusesTheItemBeforeTheLimitAndTheLimitBeforeTheStock() {
        try (GateSituation situation = open(GateSituation.items(0, 2, 1, 9, 2, 0))) {
            assertThat(situation.press(new Press(1, 1, List.of(0, 1), List.of(9, 9))).byGate())
                    .isEqualTo("UNKNOWN_ITEM sku-3");
            assertThat(situation.press(new Press(1, 1, List.of(0, 9), List.of(9, 9))).byGate())
                    .isEqualTo("UNKNOWN_ITEM none-9");
            assertThat(situation.press(new Press(1, 1, List.of(0), List.of(9))).byGate())
                    .isEqualTo("LIMIT_REACHED sku-0 9 to 0 of 2, hold false");
            assertThat(situation.press(new Press(1, 1, List.of(0), List.of(2))).byGate())
                    .isEqualTo("SOLD_OUT sku-0 2 of 0, held 0");
        }
    }

    @Test
    void refusesTheStateOfTheSaleBeforeThePassAndThePassBeforeTheItem() {
        try (GateSituation situation = new GateSituation(1_000, -1, GateSituation.items(9, 5, 1),
                PassRule.required(60, 15))) {
            Press wrong = new Press(2, 1, List.of(9), List.of(1), GateSituation.ANOTHERS);
            assertThat(situation.press(wrong).byGate()).startsWith("SALE_NOT_OPEN");
            situation.move(Act.OPEN);
            assertThat(situation.press(wrong).byGate()).isEqualTo("NOT_ELIGIBLE FORGED");
            assertThat(situation.press(new Press(2, 1, List.of(9), List.of(1))).byGate())
                    .isEqualTo("NOT_ELIGIBLE MISSING");
            assertThat(situation.press(new Press(2, 1, List.of(9), List.of(1), 7)).byGate())
                    .isEqualTo("UNKNOWN_ITEM none-9");
            Press inTime = new Press(2, 1, List.of(0), List.of(1), GateSituation.SHORT);
            situation.pass(999);
            assertThat(situation.press(new Press(3, 1, List.of(9), List.of(1), GateSituation.SHORT)).byGate())
                    .as("it still counts").isEqualTo("UNKNOWN_ITEM none-9");
            situation.pass(1);
            assertThat(situation.press(inTime).byGate()).isEqualTo("NOT_ELIGIBLE EXPIRED");
        }
    }

    /** The shard opens and closes by the clock, and has to know then what the passes are worth that came by before. */
    @Test
    void tellsTheShardOfThePassOfWhoeverIsLetInBeforeItIsLookedAt() {
        try (GateSituation situation = new GateSituation(1_000, -1, GateSituation.items(9, 5, 1),
                PassRule.required(60, 15))) {
            situation.pass(1_000);
            Said due = situation.press(new Press(1, 1, List.of(0), List.of(1), 3));
            assertThat(due.byGate()).isNull();
            assertThat(due.byShard()).isEqualTo("order 0");
        }
        try (GateSituation situation = new GateSituation(1_000, -1, GateSituation.items(9, 5, 1),
                PassRule.required(60, 15))) {
            situation.pass(1_000);
            Said due = situation.press(new Press(1, 1, List.of(0), List.of(1), GateSituation.ANOTHERS));
            assertThat(due.byGate()).isNull();
            assertThat(due.byShard()).isEqualTo("NOT_ELIGIBLE FORGED");
        }
    }

    /** Whoever has an order in the sale is answered by the shard alone, which knows whether the pass is used. */
    @Test
    void leavesToTheShardWhetherAPassIsUsed() {
        try (GateSituation situation = new GateSituation(-1, -1, GateSituation.items(9, 5, 1),
                PassRule.required(60, 15))) {
            situation.move(Act.OPEN);
            Press first = new Press(1, 1, List.of(0), List.of(1), 3);
            assertThat(situation.press(first).byShard()).isEqualTo("order 0");
            Said again = situation.press(new Press(1, 2, List.of(0), List.of(1), 3));
            assertThat(again.byGate()).isNull();
            assertThat(again.byShard()).isEqualTo("NOT_ELIGIBLE USED by order 0");
            assertThat(situation.press(new Press(1, 1, List.of(0), List.of(1))).byShard()).isEqualTo("order 0");
        }
    }

    @Test
    void saysWhichRateIsAllowedAndWhenToComeBack() throws IOException {
        try (SmallShard shard = new SmallShard(Files.createTempDirectory("gate"), 64, 8, new RateLimiter(1, 2))) {
            Command buy = shard.buy("b", "k", 1);
            for (int i = 0; i < 2; i++) {
                shard.answerTo(buy);
                assertThat(shard.tryEnter(buy)).isTrue();
            }
            Answer refused = shard.answerTo(buy);

            assertThat(shard.tryEnter(buy)).isFalse();
            assertThat(refused.outcome.problem).isEqualTo(Problem.RATE_LIMITED);
            assertThat(refused.outcome.limit).isEqualTo(2);
            assertThat(refused.outcome.windowSeconds).isEqualTo(2);
            assertThat(refused.outcome.detail).isEqualTo("One buyer may send 2 buys at once, and 1 a second after that.");
            assertThat(refused.outcome.retryAfterMs).isBetween(1L, 1_001L);
        }
    }

    /**
     * A buyer takes the last unit and presses on with the same key, in the very moment in which the shard takes it. Whoever
     * is told "sold out" of a phone that is theirs would look for another.
     */
    @Test
    void neverTellsTheBuyerOfTheLastUnitThatAllIsSold() throws IOException {
        Path folder = Files.createTempDirectory("gate");
        try (SmallShard shard = new SmallShard(folder, 4096, 8, new RateLimiter(0, 1), 1, false)) {
            for (int round = 0; round < 1_500; round++) {
                Answer order = pressOnUntilItIsGone(shard, "buyer-" + round);
                Command cancel = shard.cancel(order.outcome);
                Answer back = shard.answerTo(cancel);
                assertThat(shard.ring.tryPublish(cancel)).isTrue();
                spinUntilThere(back);
            }
        }
    }

    private static Answer pressOnUntilItIsGone(SmallShard shard, String buyer) {
        Command press = shard.buy(buyer, "k", 1);
        Answer order = shard.answerTo(press);
        assertThat(shard.tryEnter(press)).isTrue();
        Command again = shard.buy(buyer, "k", 1);
        Answer last = order;
        for (int more = 3; more > 0 && shard.ring.remainingSlots() > 400; ) {
            more -= shard.sale.item(0).availableNow() == 0 ? 1 : 0;
            last = shard.answerTo(again);
            assertThat(shard.tryEnter(again)).as("%s hears %s", buyer, last.outcome.problem).isTrue();
        }
        spinUntilThere(last);
        assertThat(last.outcome.replayed).isTrue();
        assertThat(last.outcome.orderId).isEqualTo(order.outcome.orderId);
        return order;
    }

    private static void spinUntilThere(Answer answer) {
        while (!answer.isThere()) {
            Thread.onSpinWait();
        }
    }

    private static GateSituation open(List<ItemDefinition> items) {
        GateSituation situation = new GateSituation(-1, -1, items);
        situation.move(Act.OPEN);
        return situation;
    }

    private static List<ItemDefinition> items(Draws draws) {
        return GateSituation.items(draws.list(1, 3, each ->
                new int[] {each.evenly(0, 3), each.evenly(1, 3), each.of(0, 1, 1, 1, 2, 3)})
                .stream().flatMapToInt(Arrays::stream).toArray());
    }

    private static Press press(Draws draws) {
        return new Press(draws.evenly(0, 7), draws.evenly(0, 2), draws.list(1, 3, ITEMS), draws.list(3, 3, QUANTITIES),
                draws.one(PASSES));
    }
}
