package dev.shoutgate.inventory;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.PastAct;
import java.util.List;

/**
 * What operators do to a sale. Each act takes effect at one point in the sequence of orders.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OperatorDecision {

    private final ShardState state;
    private final FactRecorder facts;
    private final ActChecks checks;

    OperatorDecision(ShardState state, FactRecorder facts, ActChecks checks) {
        this.state = state;
        this.facts = facts;
        this.checks = checks;
    }

    void define(Command command, long nowMs) {
        SaleDefinition definition = command.definition;
        Outcome outcome = command.outcome;
        Sale sale = state.sales.find(definition.saleId());
        if (!command.act.mayTouch(definition.merchant())
                || sale != null && !command.act.mayTouch(sale.definition().merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (sale != null && sale.definition().equals(definition)) {
            outcome.value = sale;
        } else if (sale != null && sale.hasOrders()) {
            outcome.refuse(Problem.SALE_HAS_ORDERS);
        } else if (sale != null && checks.isClosed(sale, nowMs)) {
            outcome.refuse(Problem.SALE_CLOSED, "The sale " + definition.saleId()
                    + " is closed, and closed is for good: define the new one under another id.");
        } else if (itemsBut(sale) + definition.items().size() > state.capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, "The shard has room for " + state.capacity.items()
                    + " items and holds " + itemsBut(sale) + " of others; raise capacity.items and restart.");
        } else {
            facts.saleDefined(definition, command.act.by());
            outcome.created = true;
            outcome.value = state.sales.find(definition.saleId());
        }
    }

    /** Items that the shard would hold without those of a sale, which may be null. */
    private int itemsBut(Sale sale) {
        return state.items.size() - (sale == null ? 0 : sale.itemCount());
    }

    void move(Command command, long nowMs) {
        Sale sale = checks.saleOf(command);
        if (sale != null) {
            move(sale, command, nowMs);
        }
    }

    private void move(Sale sale, Command command, long nowMs) {
        Outcome outcome = command.outcome;
        SaleStatus target = command.target;
        PastAct earlier = sale.actOf(command.act.key());
        if (earlier != null) {
            ActChecks.repeat(earlier, earlier.act().target() == target,
                    "\"" + sale.actTo(target).word() + "\"", outcome);
        } else if (checks.isClosed(sale, nowMs) && target != SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
        } else if (sale.status() == SaleStatus.SCHEDULED && needsOpenSale(command)) {
            outcome.opensAtMs = sale.definition().opensAtMs();
            outcome.refuse(Problem.SALE_NOT_OPEN);
        } else if (sale.status() != target || !command.act.key().isEmpty()) {
            // With a key also where it is there already: repeated late, it must not undo what was done since.
            facts.saleMoved(sale, target, command.act.by(), command.act.key());
        }
    }

    /** To resume is not to open: a slip of the hand must not open a sale before its time. */
    private static boolean needsOpenSale(Command command) {
        return command.target == SaleStatus.PAUSED || command.change instanceof Change.Resume;
    }

    /** What was done to the sale so far, oldest first. */
    void readHistory(Command command) {
        Sale sale = state.sales.currentOf(command.saleNumber);
        if (sale == null) {
            command.outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (state.doubts.anyActs()) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE,
                    "The disk fails, and until it works again nobody knows which acts it holds.");
        } else {
            command.outcome.value = List.copyOf(sale.acts);
        }
    }

    void audit(Command command) {
        Sale sale = state.sales.currentOf(command.saleNumber);
        if (sale == null) {
            command.outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            command.outcome.value = new SaleCut(sale, state);
        }
    }

    /** Lets go of a sale that was closed long ago, with its orders; does nothing where it is too early. */
    void retire(Command command) {
        Sale sale = state.sales.sale(command.saleNumber);
        if (sale != null && sale.isOverSince(command.closedBeforeMs)) {
            facts.saleRetired(sale);
        }
    }
}
