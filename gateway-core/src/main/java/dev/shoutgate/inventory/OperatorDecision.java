package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;

/**
 * What operators do to a sale. Each act takes effect at one point in the sequence of orders.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OperatorDecision {

    private final ShardState state;
    private final FactRecorder facts;

    OperatorDecision(ShardState state, FactRecorder facts) {
        this.state = state;
        this.facts = facts;
    }

    void define(Command command) {
        SaleDefinition definition = command.definition;
        Outcome outcome = command.outcome;
        Sale sale = state.sales.find(definition.saleId());
        if (sale != null && !command.act.mayTouch(sale.definition().merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (sale != null && sale.definition().equals(definition)) {
            outcome.value = sale;
        } else if (sale != null && sale.hasOrders()) {
            outcome.refuse(Problem.SALE_HAS_ORDERS);
        } else if (sale != null && sale.status() == SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED, "The sale " + definition.saleId()
                    + " is closed, and closed is for good: define the new one under another id.");
        } else if (state.sales.itemCount() + definition.items().size() > state.capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, "The shard has room for " + state.capacity.items()
                    + " items and holds " + state.sales.itemCount() + "; raise capacity.items and restart.");
        } else {
            facts.saleDefined(definition, command.act.by());
            outcome.created = true;
            outcome.value = state.sales.find(definition.saleId());
        }
    }

    void move(Command command) {
        Outcome outcome = command.outcome;
        Sale sale = state.sales.sale(command.saleNumber);
        SaleStatus target = command.target;
        String act = sale.actTo(target);
        Sale.PastAct earlier = sale.actOf(command.act.key());
        outcome.value = sale;
        if (earlier != null) {
            if (!earlier.isMoveTo(target)) {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED, "This key already did \"" + earlier.act()
                        + "\" to the sale; take a new key for \"" + act + "\".");
            }
        } else if (sale.status() == target) {
            outcome.replayed = true;
        } else if (sale.status() == SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
        } else {
            facts.saleMoved(sale, target, command.act.by(), command.act.key());
        }
    }
}
