package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.AuditView;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.plan.Crowd;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.Phase;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.plan.PressPlanner;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.ReadBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of some hundred presses against a shop that keeps its word, told without sockets; then one lie may be put in.
 */
final class HonestRun {
    static final long PRICE = 700;
    private static final int PRESSES = 300;
    private static final int LIMIT = 2;
    private static final RunNames NAMES = new RunNames("r");

    final PressPlan plan;
    final PressLog log = new PressLog(PRESSES);
    final List<OrderSeen> orders = new ArrayList<>();
    final List<Integer> freshPresses = new ArrayList<>();
    final List<Integer> replayedPresses = new ArrayList<>();
    private final Map<Integer, Integer> unitsByBuyer = new HashMap<>();
    private final Map<Integer, Integer> freshByKey = new HashMap<>();
    private final int stock;
    int held;

    HonestRun(int stock, long seed) {
        this.stock = stock;
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, PRESSES, PRESSES)));
        plan = PressPlanner.plan(times, new Crowd(0.3, 5, 0.2, seed), List.of(new Demand("phone", 1, LIMIT)));
        for (int press = 0; press < PRESSES; press++) {
            Answers.sent(log, press, plan.intendedNs(press));
            decide(press);
        }
    }

    private void decide(int press) {
        Integer first = freshByKey.get(plan.key(press));
        int has = unitsByBuyer.getOrDefault(plan.buyer(press), 0);
        if (first != null) {
            replayedPresses.add(press);
            answer(press, bought(press, log.bought(first).orderId(), true));
        } else if (has + plan.quantity(press) > LIMIT) {
            Answers.refused(log, press, plan.intendedNs(press) + 1, 409, "limit-reached");
        } else if (held + plan.quantity(press) > stock) {
            Answers.refused(log, press, plan.intendedNs(press) + 1, 409, "sold-out");
        } else {
            held += plan.quantity(press);
            unitsByBuyer.put(plan.buyer(press), has + plan.quantity(press));
            freshByKey.put(plan.key(press), press);
            freshPresses.add(press);
            Bought bought = bought(press, "o" + orders.size(), false);
            answer(press, bought);
            orders.add(seen(press, bought));
        }
    }

    void answer(int press, Bought bought) {
        Answers.bought(log, press, plan.intendedNs(press) + 1, bought);
    }

    Bought bought(int press, String orderId, boolean replayed) {
        return new Bought(orderId, "phone", plan.quantity(press), PRICE, plan.quantity(press) * PRICE, replayed);
    }

    OrderSeen seen(int press, Bought bought) {
        OrderView view = new OrderView(bought.orderId(), "s", NAMES.buyerId(plan.buyer(press)), "HELD",
                List.of(new OrderView.Line("phone", plan.quantity(press), PRICE)), bought.total());
        return new OrderSeen(bought.orderId(), press, new ReadBack(200, ""), view);
    }

    Evidence evidence() {
        SaleView before = view(stock, 0);
        return new Evidence(new RunSale(before, true, true, "told"), List.of(), view(stock - held, held),
                new AuditView(true, "{}"), plan, log, new Addressee("a", "s", List.of("phone"), NAMES), orders);
    }

    List<String> broken() {
        return Invariant.all().stream().map(invariant -> invariant.check(evidence()))
                .filter(finding -> finding.verdict() != Verdict.OK).map(Finding::name).toList();
    }

    private SaleView view(long available, long held) {
        return new SaleView("s", "OPEN", "CNY", 900,
                List.of(new ItemView("phone", PRICE, stock, available, held, 0, LIMIT, "ON")));
    }
}
