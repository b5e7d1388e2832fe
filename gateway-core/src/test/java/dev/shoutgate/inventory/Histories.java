package dev.shoutgate.inventory;

import dev.shoutgate.SaleView.Act;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Draws random histories in which much happens: few buyers, few keys, little stock, and time that jumps. */
final class Histories {

    static final int SALES = 3;
    static final int BUYERS = 5;
    static final int OWNER = -1;
    private static final int STEPS = 400;

    private Histories() {}

    static Arbitrary<Step.Life> histories() {
        return Combinators.combine(
                Arbitraries.frequencyOf(Tuple.of(1, between(0, 8)),
                        Tuple.of(3, Arbitraries.just(1000))),
                Arbitraries.frequencyOf(Tuple.of(1, between(4, 40)),
                        Tuple.of(3, Arbitraries.just(1000))),
                shapes().list().ofMinSize(1).ofMaxSize(4),
                steps().list().ofMaxSize(STEPS).withSizeDistribution(RandomDistribution.uniform()))
                .as(Step.Life::new);
    }

    private static Arbitrary<Step.Shape> shapes() {
        Arbitrary<Step.Goods> goods = Combinators.combine(between(0, 5),
                between(1, 3),
                Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false))).as(Step.Goods::new);
        Arbitrary<List<Step.Goods>> manyGoods = Arbitraries.frequencyOf(
                Tuple.of(4, goods.list().ofMinSize(1).ofMaxSize(3)),
                Tuple.of(1, goods.list().ofMinSize(16).ofMaxSize(18)));
        return Combinators.combine(
                between(0, 1),
                Arbitraries.frequency(Tuple.of(2, 60), Tuple.of(1, 0), Tuple.of(2, 1)),
                Arbitraries.of(true, false),
                Arbitraries.frequency(Tuple.of(12, -1), Tuple.of(1, 0), Tuple.of(2, 1_000), Tuple.of(2, 5_000)),
                Arbitraries.frequency(Tuple.of(20, -1), Tuple.of(1, 0), Tuple.of(2, 4_000), Tuple.of(4, 120_000)),
                manyGoods).as(Step.Shape::new);
    }

    private static Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(45, presses()),
                Tuple.of(8, between(1, 12).map(Step.PressAgain::new)),
                Tuple.of(12, Combinators.combine(orders(), askers()).as(Step.Cancel::new)),
                Tuple.of(5, Combinators.combine(orders(), askers()).as(Step.Read::new)),
                Tuple.of(4, Combinators.combine(orders(), operators(), mostly()).as(Step.CancelFor::new)),
                Tuple.of(14, Combinators.combine(orders(), operators(), between(0, 2)).as(Step.Confirm::new)),
                Tuple.of(5, Combinators.combine(orders(), operators(), mostly()).as(Step.Refund::new)),
                Tuple.of(6, Combinators.combine(sales(), between(0, 3), Arbitraries.of(1, 2, 5, -1, -3, 1_000_000_000),
                        between(0, 9), operators()).as(Step.Restock::new)),
                Tuple.of(4, Combinators.combine(sales(), between(0, 3), Arbitraries.of(-1, 0, 99, 250),
                        between(-1, 4), between(0, 4), operators()).as(Step.ChangeItem::new)),
                Tuple.of(3, Combinators.combine(sales(), between(0, 5), between(0, 3), between(0, 9), operators())
                        .as(Step.AddItem::new)),
                Tuple.of(2, Combinators.combine(orders(), operators()).as(Step.ReadFor::new)),
                Tuple.of(1, Arbitraries.just(new Step.Snapshot())),
                Tuple.of(1, sales().map(Step.History::new)),
                Tuple.of(4, Combinators.combine(sales(), between(0, 3), operators())
                        .as(Step.Define::new)),
                Tuple.of(8, moves()),
                Tuple.of(2, sales().map(Step.Audit::new)),
                Tuple.of(3, Combinators.combine(sales(), Arbitraries.of(0, 1_000)).as(Step.Retire::new)),
                Tuple.of(6, Arbitraries.just(new Step.Tick())),
                Tuple.of(12, Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(4, 1), Tuple.of(4, 400),
                        Tuple.of(4, 1_000), Tuple.of(1, 60_000)).map(Step.Pass::new)));
    }

    private static Arbitrary<Step.Press> presses() {
        Arbitrary<Step.Line> line = Combinators.combine(between(0, 2),
                Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 99)))
                .as(Step.Line::new);
        Arbitrary<Step.Line> anyLine =
                Combinators.combine(between(0, 17), between(1, 2))
                        .as(Step.Line::new);
        Arbitrary<List<Step.Line>> lines = Arbitraries.frequencyOf(
                Tuple.of(6, line.list().ofSize(1)),
                Tuple.of(3, line.list().ofMinSize(1).ofMaxSize(3)),
                Tuple.of(1, anyLine.list().ofMinSize(2).ofMaxSize(16)));
        return Combinators.combine(sales(), rarely(), between(0, BUYERS - 1),
                between(0, 9), lines,
                Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, 2))).as(Step.Press::new);
    }

    private static Arbitrary<Step.Move> moves() {
        return Combinators.combine(sales(), rarely(),
                Arbitraries.frequency(Tuple.of(40, Act.OPEN), Tuple.of(10, Act.PAUSE), Tuple.of(10, Act.RESUME),
                        Tuple.of(1, Act.CLOSE)),
                between(0, 9), operators()).as(Step.Move::new);
    }

    private static Arbitrary<Integer> sales() {
        return between(0, SALES - 1);
    }

    /** Evenly: left to itself, the generator prefers the ends of a range. */
    private static Arbitrary<Integer> between(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    /** The newest orders more often than old ones; now and then one that does not exist. */
    private static Arbitrary<Integer> orders() {
        return Arbitraries.frequencyOf(Tuple.of(4, between(1, 6)),
                Tuple.of(2, between(0, 60)), Tuple.of(1, Arbitraries.just(-1)));
    }

    /** The order's own buyer for the most. */
    private static Arbitrary<Integer> askers() {
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(OWNER)),
                Tuple.of(1, between(0, BUYERS - 1)));
    }

    private static Arbitrary<Integer> operators() {
        return Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(1, 2));
    }

    private static Arbitrary<Boolean> mostly() {
        return Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false));
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.frequency(Tuple.of(15, false), Tuple.of(1, true));
    }
}
