package dev.shoutgate.sim.proof;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.ReadBack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the run: the truth is never called broken, and one lie anywhere in it always is. */
class InvariantPropertiesTest {

    @Test
    void findsNothingInAnHonestRun() {
        forAll(100, draws -> assertThat(new HonestRun(draws.between(0, 400), draws.between(0, Long.MAX_VALUE)).broken())
                .isEmpty());
    }

    @Test
    void findsOneUnitTooManyOrTooFew() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 2);
            run.held += draws.flip() ? 1 : -1;

            assertThat(run.broken()).contains("units-taken");
        });
    }

    @Test
    void findsOneOrderThatCannotBeRead() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 10);
            int place = draws.between(0, run.orders.size() - 1);
            OrderSeen order = run.orders.get(place);
            run.orders.set(place, new OrderSeen(order.orderId(), order.press(), new ReadBack(404, "gone"), null));

            assertThat(run.broken()).containsExactly("orders-readable");
        });
    }

    @Test
    void findsASecondOrderOfOneKey() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 10);
            int press = oneOf(run.replayedPresses, draws);
            Bought second = run.bought(press, "second", true);
            run.answer(press, second);
            run.orders.add(run.seen(press, second));

            assertThat(run.broken()).contains("one-order-per-key", "units-taken");
        });
    }

    @Test
    void findsAReplayWithoutItsMark() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 10);
            int press = oneOf(run.replayedPresses, draws);
            run.answer(press, run.bought(press, run.log.bought(press).orderId(), false));

            assertThat(run.broken()).containsExactly("replays-marked");
        });
    }

    @Test
    void findsAMarkOnAFirstOrder() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 10);
            int press = oneOf(run.freshPresses, draws);
            run.answer(press, run.bought(press, run.log.bought(press).orderId(), true));

            assertThat(run.broken()).containsExactly("replays-marked");
        });
    }

    @Test
    void findsAWrongPrice() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 10);
            int press = oneOf(run.freshPresses, draws);
            Bought true201 = run.log.bought(press);
            long price = HonestRun.PRICE + draws.between(1, Integer.MAX_VALUE);
            run.answer(press, new Bought(true201.orderId(), "phone", true201.quantity(), price,
                    price * true201.quantity(), false));

            assertThat(run.broken()).containsExactly("orders-readable");
        });
    }

    @Test
    void findsAnAnswerOutsideTheContract() {
        forAll(50, draws -> {
            HonestRun run = run(draws, 0);
            int press = draws.between(0, 299);
            draws.assume(run.log.bought(press) == null);
            Answers.refused(run.log, press, run.plan.intendedNs(press) + 1, 500, "internal");

            assertThat(run.broken()).containsExactly("answers-known");
        });
    }

    private static HonestRun run(Draws draws, int leastStock) {
        return new HonestRun(draws.between(leastStock, 400), draws.anyLong());
    }

    /** Leaves a run without such presses out. */
    private static int oneOf(List<Integer> presses, Draws draws) {
        draws.assume(!presses.isEmpty());
        return presses.get(draws.between(0, presses.size() - 1));
    }
}
