package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.ReadBack;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever the run: the truth is never called broken, and one lie anywhere in it always is. */
class InvariantPropertiesTest {

    @Property(tries = 100)
    void findsNothingInAnHonestRun(@ForAll @IntRange(max = 400) int stock, @ForAll @LongRange(min = 0) long seed) {
        assertThat(new HonestRun(stock, seed).broken()).isEmpty();
    }

    @Property(tries = 50)
    void findsOneUnitTooManyOrTooFew(@ForAll @IntRange(min = 2, max = 400) int stock, @ForAll long seed,
                                     @ForAll boolean more) {
        HonestRun run = new HonestRun(stock, seed);
        run.held += more ? 1 : -1;

        assertThat(run.broken()).contains("units-taken");
    }

    @Property(tries = 50)
    void findsOneOrderThatCannotBeRead(@ForAll @IntRange(min = 10, max = 400) int stock, @ForAll long seed,
                                       @ForAll @IntRange(max = 1_000_000) int which) {
        HonestRun run = new HonestRun(stock, seed);
        int place = which % run.orders.size();
        OrderSeen order = run.orders.get(place);
        run.orders.set(place, new OrderSeen(order.orderId(), order.press(), new ReadBack(404, "gone"), null));

        assertThat(run.broken()).containsExactly("orders-readable");
    }

    @Property(tries = 50)
    void findsASecondOrderOfOneKey(@ForAll @IntRange(min = 10, max = 400) int stock, @ForAll long seed,
                                   @ForAll @IntRange(max = 1_000_000) int which) {
        HonestRun run = new HonestRun(stock, seed);
        Assume.that(!run.replayedPresses.isEmpty());
        int press = run.replayedPresses.get(which % run.replayedPresses.size());
        Bought second = run.bought(press, "second", true);
        run.answer(press, second);
        run.orders.add(run.seen(press, second));

        assertThat(run.broken()).contains("one-order-per-key", "units-taken");
    }

    @Property(tries = 50)
    void findsAReplayWithoutItsMark(@ForAll @IntRange(min = 10, max = 400) int stock, @ForAll long seed,
                                    @ForAll @IntRange(max = 1_000_000) int which) {
        HonestRun run = new HonestRun(stock, seed);
        Assume.that(!run.replayedPresses.isEmpty());
        int press = run.replayedPresses.get(which % run.replayedPresses.size());
        run.answer(press, run.bought(press, run.log.bought(press).orderId(), false));

        assertThat(run.broken()).containsExactly("replays-marked");
    }

    @Property(tries = 50)
    void findsAMarkOnAFirstOrder(@ForAll @IntRange(min = 10, max = 400) int stock, @ForAll long seed,
                                 @ForAll @IntRange(max = 1_000_000) int which) {
        HonestRun run = new HonestRun(stock, seed);
        int press = run.freshPresses.get(which % run.freshPresses.size());
        run.answer(press, run.bought(press, run.log.bought(press).orderId(), true));

        assertThat(run.broken()).containsExactly("replays-marked");
    }

    @Property(tries = 50)
    void findsAWrongPrice(@ForAll @IntRange(min = 10, max = 400) int stock, @ForAll long seed,
                          @ForAll @IntRange(max = 1_000_000) int which, @ForAll @IntRange(min = 1) int by) {
        HonestRun run = new HonestRun(stock, seed);
        int press = run.freshPresses.get(which % run.freshPresses.size());
        Bought true201 = run.log.bought(press);
        long price = HonestRun.PRICE + by;
        run.answer(press, new Bought(true201.orderId(), "phone", true201.quantity(), price,
                price * true201.quantity(), false));

        assertThat(run.broken()).containsExactly("orders-readable");
    }

    @Property(tries = 50)
    void findsAnAnswerOutsideTheContract(@ForAll @IntRange(max = 400) int stock, @ForAll long seed,
                                         @ForAll @IntRange(max = 299) int press) {
        HonestRun run = new HonestRun(stock, seed);
        Assume.that(run.log.bought(press) == null);
        Answers.refused(run.log, press, run.plan.intendedNs(press) + 1, 500, "internal");

        assertThat(run.broken()).containsExactly("answers-known");
    }
}
