package dev.shoutgate.inventory;

import dev.shoutgate.SaleView.Act;
import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;
import java.util.List;

/** Draws random histories in which much happens: few buyers, few keys, little stock, and time that jumps. */
final class Histories {

    static final int SALES = 3;
    static final int BUYERS = 5;
    static final int OWNER = -1;
    private static final int STEPS = 400;

    private static final Odds<Integer> ORDER_CAPACITIES =
            new Odds<Integer>().draw(1, draws -> draws.evenly(0, 8)).give(3, 1000);
    private static final Odds<Integer> ITEM_CAPACITIES =
            new Odds<Integer>().draw(1, draws -> draws.evenly(4, 40)).give(3, 1000);
    private static final Odds<List<Step.Goods>> GOODS = new Odds<List<Step.Goods>>()
            .draw(4, draws -> draws.list(1, 3, Histories::goods))
            .draw(1, draws -> draws.list(16, 18, Histories::goods));
    private static final Odds<Integer> HOLDS = new Odds<Integer>().give(2, 60).give(1, 0).give(2, 1);
    private static final Odds<Integer> OPENINGS =
            new Odds<Integer>().give(12, -1).give(1, 0).give(2, 1_000).give(2, 5_000);
    private static final Odds<Integer> CLOSINGS =
            new Odds<Integer>().give(20, -1).give(1, 0).give(2, 4_000).give(4, 120_000);
    private static final Odds<Integer> TIMES = new Odds<Integer>().give(12, Step.AS_IT_IS).give(2, Step.NONE)
            .give(1, 0).give(1, 1_000).give(1, 5_000).give(2, 60_000);
    private static final Odds<List<Step.Line>> LINES = new Odds<List<Step.Line>>()
            .draw(6, draws -> draws.list(1, 1, Histories::line))
            .draw(3, draws -> draws.list(1, 3, Histories::line))
            .draw(1, draws -> draws.list(2, 16, any -> new Step.Line(any.evenly(0, 17), any.evenly(1, 2))));
    private static final Odds<Integer> QUANTITIES = new Odds<Integer>().give(6, 1).give(2, 2).give(1, 3).give(1, 99);
    private static final Odds<Integer> RETURNS = new Odds<Integer>().give(6, 1).give(2, 2).give(1, 50);
    private static final Odds<Integer> CHANNELS = new Odds<Integer>().give(8, 0).give(1, 1).give(1, 2);
    private static final Odds<Integer> PASSES =
            new Odds<Integer>().draw(12, draws -> draws.evenly(1, 12)).give(1, Step.NONE).give(1, Step.BAD);
    private static final Odds<Act> MOVES = new Odds<Act>()
            .give(40, Act.OPEN).give(10, Act.PAUSE).give(10, Act.RESUME).give(1, Act.CLOSE);
    private static final Odds<Integer> PAUSES =
            new Odds<Integer>().give(4, 0).give(4, 1).give(4, 400).give(4, 1_000).give(1, 60_000);

    /** The newest orders more often than old ones; now and then one that does not exist. */
    private static final Odds<Integer> ORDERS = new Odds<Integer>()
            .draw(4, draws -> draws.evenly(1, 6)).draw(2, draws -> draws.evenly(0, 60)).give(1, -1);

    /** The order's own buyer for the most. */
    private static final Odds<Integer> ASKERS =
            new Odds<Integer>().give(2, OWNER).draw(1, draws -> draws.evenly(0, BUYERS - 1));
    private static final Odds<Integer> BY = new Odds<Integer>().give(6, 0).give(1, 1).give(1, 2);

    private static final Odds<Step> STEP = new Odds<Step>()
            .draw(45, Histories::press)
            .draw(8, draws -> new Step.PressAgain(draws.evenly(1, 12)))
            .draw(12, draws -> new Step.Cancel(draws.one(ORDERS), draws.one(ASKERS)))
            .draw(5, draws -> new Step.Read(draws.one(ORDERS), draws.one(ASKERS)))
            .draw(4, draws -> new Step.CancelFor(draws.one(ORDERS), draws.one(BY), mostly(draws)))
            .draw(14, draws -> new Step.Confirm(draws.one(ORDERS), draws.one(BY), draws.evenly(0, 2)))
            .draw(3, draws -> new Step.Refund(draws.one(ORDERS), draws.one(BY), mostly(draws), List.of(),
                    draws.evenly(0, 4)))
            .draw(9, draws -> new Step.Refund(draws.one(ORDERS), draws.one(BY), mostly(draws),
                    draws.list(1, 2, any -> new Step.Line(any.evenly(0, 2), any.one(RETURNS))), draws.evenly(0, 4)))
            .draw(9, draws -> new Step.Extend(draws.one(ORDERS), draws.one(BY), draws.of(0, 0, 1, 30, 61),
                    draws.evenly(0, 3)))
            .give(5, new Step.ActAgain(false)).give(3, new Step.ActAgain(true))
            .draw(6, draws -> new Step.Restock(sale(draws), draws.evenly(0, 3),
                    draws.of(1, 2, 5, -1, -3, 1_000_000_000), draws.evenly(0, 9), draws.one(BY)))
            .draw(4, draws -> new Step.ChangeItem(sale(draws), draws.evenly(0, 3), draws.of(-1, 0, 99, 250),
                    draws.evenly(-1, 4), draws.evenly(0, 4), look(draws), draws.one(BY)))
            .draw(5, draws -> new Step.ChangeSale(sale(draws), draws.of(Step.AS_IT_IS, Step.AS_IT_IS, 1, 2),
                    draws.one(TIMES), draws.one(TIMES), draws.of(Step.AS_IT_IS, Step.AS_IT_IS, Step.NONE, 0, 1, 5),
                    draws.of(Step.AS_IT_IS, Step.NONE, 1, 2), draws.of(Step.AS_IT_IS, Step.NONE, 1), draws.one(BY)))
            .draw(3, draws -> new Step.AddItem(sale(draws), draws.evenly(0, 5), draws.evenly(0, 3), draws.evenly(0, 9),
                    draws.one(BY)))
            .draw(5, draws -> new Step.ListOwn(sale(draws), draws.chance(1, 8), draws.evenly(0, BUYERS - 1)))
            .draw(2, draws -> new Step.ReadFor(draws.one(ORDERS), draws.one(BY)))
            .draw(5, draws -> new Step.ListFor(sale(draws), draws.evenly(0, 9), draws.evenly(-2, BUYERS - 1),
                    draws.evenly(-3, 2), draws.of(-1, -1, draws.evenly(1, 60)), draws.of(1, 3, 100)))
            .give(1, new Step.Snapshot())
            .draw(1, draws -> new Step.History(sale(draws)))
            .draw(4, draws -> new Step.Define(sale(draws), draws.evenly(0, 3), draws.one(BY)))
            .draw(8, draws -> new Step.Move(sale(draws), draws.chance(1, 16), draws.one(MOVES), draws.evenly(0, 9),
                    draws.one(BY)))
            .draw(2, draws -> new Step.Audit(sale(draws)))
            .draw(3, draws -> new Step.Retire(sale(draws), draws.of(0, 1_000)))
            .give(6, new Step.Tick())
            .draw(12, draws -> new Step.Pass(draws.one(PAUSES)));

    private Histories() {}

    static Step.Life history(Draws draws) {
        return new Step.Life(draws.one(ORDER_CAPACITIES), draws.one(ITEM_CAPACITIES),
                draws.list(1, 4, Histories::shape), draws.list(0, STEPS, STEP));
    }

    private static Step.Shape shape(Draws draws) {
        return new Step.Shape(draws.evenly(0, 1), draws.one(HOLDS), draws.of(true, false), draws.one(OPENINGS),
                draws.one(CLOSINGS), draws.chance(1, 3), draws.one(GOODS));
    }

    private static Step.Goods goods(Draws draws) {
        // A definition with what does not go together comes past no edge.
        Step.Look look = draws.chance(1, 4)
                ? new Step.Look(Step.AS_IT_IS, draws.of(Step.NONE, 1, 2), draws.of(Step.NONE, 5_000),
                        draws.of(Step.NONE, 0, 1_000), draws.of(Step.NONE, Step.NONE, 5_000, 60_000))
                : new Step.Look(Step.AS_IT_IS, Step.NONE, Step.NONE, Step.NONE, Step.NONE);
        return new Step.Goods(draws.evenly(0, 5), draws.evenly(1, 3), !draws.chance(1, 10), draws.chance(1, 8), look);
    }

    private static Step.Look look(Draws draws) {
        return new Step.Look(draws.of(Step.AS_IT_IS, Step.AS_IT_IS, 1), draws.of(Step.AS_IT_IS, Step.NONE, 1),
                draws.of(Step.AS_IT_IS, Step.AS_IT_IS, Step.NONE, 100, 5_000), draws.one(TIMES), draws.one(TIMES));
    }

    private static Step.Press press(Draws draws) {
        return new Step.Press(sale(draws), draws.chance(1, 16), draws.evenly(0, BUYERS - 1), draws.evenly(0, 9),
                draws.one(LINES), draws.one(CHANNELS), draws.one(PASSES));
    }

    private static Step.Line line(Draws draws) {
        return new Step.Line(draws.evenly(0, 2), draws.one(QUANTITIES));
    }

    private static int sale(Draws draws) {
        return draws.evenly(0, SALES - 1);
    }

    private static boolean mostly(Draws draws) {
        return !draws.chance(1, 4);
    }
}
