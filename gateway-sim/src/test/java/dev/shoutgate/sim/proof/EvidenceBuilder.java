package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.AuditView;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.plan.Bots;
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
import java.util.List;

/**
 * Writes evidence press by press. One item, {@code phone}, price 100, limit 2, stock 10. With {@link #doublePresses}
 * every second press repeats the one before it; with {@link #greedy} the presses come in threes of one buyer.
 */
final class EvidenceBuilder {
    static final long PRICE = 100;
    private static final RunNames NAMES = new RunNames("run");

    final PressPlan plan;
    final PressLog log;
    boolean own = true;
    boolean operators = true;
    AuditView audit = new AuditView(true, "{\"ok\":true}");
    SaleView before = sale(10, 0);
    SaleView after;
    final List<SaleView> during = new ArrayList<>();
    final List<OrderSeen> orders = new ArrayList<>();

    private EvidenceBuilder(int presses, Crowd crowd) {
        FireTimes times = new FireTimes(List.of(new Phase("steady", 1, presses, presses)));
        plan = PressPlanner.plan(times, crowd, List.of(new Demand("phone", 1, 2)));
        log = new PressLog(plan.count());
        for (int press = 0; press < plan.count(); press++) {
            Answers.sent(log, press, plan.intendedNs(press));
        }
    }

    static EvidenceBuilder ofPresses(int presses) {
        return new EvidenceBuilder(presses, new Crowd(0, 0, 0, 1));
    }

    static EvidenceBuilder withBots(int presses, Bots bots) {
        return new EvidenceBuilder(presses, new Crowd(0, 0, 0, 1, bots));
    }

    static EvidenceBuilder doublePresses(int presses) {
        return new EvidenceBuilder(presses, new Crowd(1, 0, 0, 1));
    }

    /** The seed is one with which the first buyer presses three times. */
    static EvidenceBuilder greedy() {
        for (long seed = 0;; seed++) {
            EvidenceBuilder builder = new EvidenceBuilder(3, new Crowd(0, 0, 1, seed));
            if (builder.plan.buyers() == 1) {
                return builder;
            }
        }
    }

    static SaleView sale(long available, long held) {
        return sale(new ItemView("phone", PRICE, available + held, available, held, 0, 2, "ON"));
    }

    static SaleView sale(ItemView item) {
        return new SaleView("shout", "OPEN", "CNY", 900, List.of(item));
    }

    EvidenceBuilder bought(int press, String orderId, boolean replayed) {
        int quantity = plan.quantity(press);
        return bought(press, new Bought(orderId, "phone", quantity, PRICE, quantity * PRICE, replayed));
    }

    EvidenceBuilder bought(int press, Bought bought) {
        Answers.bought(log, press, plan.intendedNs(press) + 1, bought);
        return this;
    }

    EvidenceBuilder refused(int press, int status, String code) {
        Answers.refused(log, press, plan.intendedNs(press) + 1, status, code);
        return this;
    }

    /** The order reads back as the press was answered. */
    EvidenceBuilder readable(String orderId, int press) {
        return read(orderId, press, order(orderId, press, "HELD", PRICE));
    }

    EvidenceBuilder read(String orderId, int press, OrderView view) {
        orders.add(new OrderSeen(orderId, press, new ReadBack(200, ""), view));
        return this;
    }

    OrderView order(String orderId, int press, String status, long price) {
        int quantity = plan.quantity(press);
        return new OrderView(orderId, "shout", NAMES.buyerId(plan.buyer(press)), status,
                List.of(new OrderView.Line("phone", quantity, price)), quantity * price);
    }

    Evidence build() {
        return new Evidence(new RunSale(before, own, operators, "for a test"), during, after, audit, plan, log,
                new Addressee("127.0.0.1:1", "shout", List.of("phone"), NAMES), orders);
    }

    Finding check(Invariant invariant) {
        return invariant.check(build());
    }
}
