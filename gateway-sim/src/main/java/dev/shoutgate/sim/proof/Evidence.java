package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.AuditView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.PressLog;
import java.util.List;

/**
 * All that a run knows when it judges.
 *
 * @param during views taken while the load ran
 * @param after  the view after the last answer, or null when it could not be read
 * @param audit  the gateway's own recount, or null when the token may not ask for it
 * @param orders the distinct orders that 201s named
 */
public record Evidence(RunSale sale, List<SaleView> during, SaleView after, AuditView audit, PressPlan plan,
                       PressLog log, Addressee to, List<OrderSeen> orders) {

    public Evidence {
        during = List.copyOf(during);
        orders = List.copyOf(orders);
    }

    /** The item that a press wants. */
    public String sku(int press) {
        return to.skus().get(plan.item(press));
    }

    /** Names a press so that it can be found in the gateway's journal. */
    public String describe(int press) {
        return "press " + press + " (" + plan.quantity(press) + " x " + sku(press) + ", buyer "
                + to.names().buyerId(plan.buyer(press)) + ", key " + to.names().key(plan.key(press)) + ")";
    }

    String answer(int press) {
        if (!log.wasAnswered(press)) {
            return "no answer";
        }
        return log.bought(press) != null ? "201 " + log.bought(press).orderId()
                : (log.status(press) + " " + log.code(press)).strip();
    }
}
