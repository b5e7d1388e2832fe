package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.gate.GateSituation.Press;
import dev.shoutgate.gate.GateSituation.Said;
import dev.shoutgate.gate.SmallShard.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What the gate says at once is what the shard would have said; all else it leaves to the shard. */
class AdmissionGateTest {

    private static final Press ONE = new Press(1, 1, List.of(0), List.of(1));

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void refusesOnlyWhatTheShardWouldRefuseInTheSameWords(@ForAll("windows") int opensAfterMs,
            @ForAll("windows") int closesAfterMs, @ForAll("items") List<ItemDefinition> items,
            @ForAll("steps") List<Consumer<GateSituation>> steps) {
        try (GateSituation situation = new GateSituation(opensAfterMs, closesAfterMs, items)) {
            for (Consumer<GateSituation> step : steps) {
                step.accept(situation);
            }
            Statistics.label("refused at the gate").collect(situation.lostAtTheGate() > 0)
                    .coverage(checker -> checker.check(true).percentage(share -> share > 30));
        }
    }

    private static void pressAndCompare(GateSituation situation, Press press) {
        Said said = situation.press(press);
        if (said.byGate() != null) {
            assertThat(said.byGate()).as("what the gate says to %s", press).isEqualTo(said.byShard());
            assertThat(said.changedNothing()).as("the shard had nothing to do for %s", press).isTrue();
        }
    }

    @Example
    void turnsAwayEveryoneWithoutAnOrderOnceAllIsSold() {
        try (GateSituation situation = open(GateSituation.items(1, 5, 1))) {
            assertThat(situation.press(ONE).byGate()).isNull();
            for (int buyer = 2; buyer < 50; buyer++) {
                assertThat(situation.press(new Press(buyer, 1, List.of(0), List.of(1))).byGate()).isEqualTo("SOLD_OUT");
            }
            assertThat(situation.press(ONE).byGate()).as("the one who has it asks the shard").isNull();
            assertThat(situation.lostAtTheGate()).isEqualTo(48);
        }
    }

    @Example
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

    @Example
    void refusesTheItemBeforeTheLimitAndTheLimitBeforeTheStock() {
        try (GateSituation situation = open(GateSituation.items(0, 2, 1, 9, 2, 0))) {
            assertThat(situation.press(new Press(1, 1, List.of(0, 1), List.of(9, 9))).byGate()).isEqualTo("UNKNOWN_ITEM");
            assertThat(situation.press(new Press(1, 1, List.of(0, 9), List.of(9, 9))).byGate()).isEqualTo("UNKNOWN_ITEM");
            assertThat(situation.press(new Press(1, 1, List.of(0), List.of(9))).byGate())
                    .isEqualTo("LIMIT_REACHED 0 of 2, hold false");
            assertThat(situation.press(new Press(1, 1, List.of(0), List.of(2))).byGate()).isEqualTo("SOLD_OUT");
        }
    }

    @Example
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
            assertThat(refused.outcome.limit).isEqualTo(1);
            assertThat(refused.outcome.retryAfterMs).isBetween(1L, 1_001L);
        }
    }

    /**
     * A buyer takes the last unit and presses on with the same key, in the very moment in which the shard takes it. Whoever
     * is told "sold out" of a phone that is theirs would look for another.
     */
    @Example
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
        for (int more = 3; more > 0 && shard.ring.remainingSlots() > 100; ) {
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

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.of(-1, -1, -1, 0, 500, 2_000);
    }

    @Provide
    Arbitrary<List<ItemDefinition>> items() {
        Arbitrary<int[]> item = Combinators.combine(Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(1, 3), Arbitraries.frequency(Tuple.of(5, 1), Tuple.of(1, 0)))
                .as((stock, limit, on) -> new int[] {stock, limit, on});
        return item.list().ofMinSize(1).ofMaxSize(3)
                .map(all -> GateSituation.items(all.stream().flatMapToInt(Arrays::stream).toArray()));
    }

    @Provide
    Arbitrary<List<Consumer<GateSituation>>> steps() {
        Arbitrary<Press> presses = Combinators.combine(Arbitraries.integers().between(0, 7),
                Arbitraries.integers().between(0, 2),
                Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(4, 1), Tuple.of(4, 2), Tuple.of(1, 9))
                        .list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(3, 2), Tuple.of(1, 4)).list().ofSize(3)).as(Press::new);
        Arbitrary<Consumer<GateSituation>> press = presses.map(one -> situation -> pressAndCompare(situation, one));
        Arbitrary<Consumer<GateSituation>> move = Arbitraries.frequency(Tuple.of(8, Act.OPEN),
                Tuple.of(3, Act.PAUSE), Tuple.of(1, Act.CLOSE)).map(to -> situation -> situation.move(to));
        Arbitrary<Consumer<GateSituation>> cancel =
                Arbitraries.integers().between(0, 4).map(back -> situation -> situation.cancel(back));
        Arbitrary<Consumer<GateSituation>> pass =
                Arbitraries.of(1, 400, 1_000, 61_000).map(ms -> situation -> situation.pass(ms));
        return Arbitraries.frequencyOf(Tuple.of(24, press), Tuple.of(3, move), Tuple.of(3, cancel), Tuple.of(2, pass),
                Tuple.of(1, Arbitraries.just(GateSituation::tick))).list().ofMaxSize(60);
    }
}
