package dev.shoutgate.inventory;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import java.util.List;

/**
 * What operators do to a sale. Each act takes effect at one point in the sequence of orders.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OperatorDecision implements Wish.SaleHandler {

    private final ShardState state;
    private final FactRecorder facts;
    private final ActChecks checks;

    OperatorDecision(ShardState state, FactRecorder facts, ActChecks checks) {
        this.state = state;
        this.facts = facts;
        this.checks = checks;
    }

    @Override
    public void define(Wish.Define wish, long nowMs, Outcome outcome) {
        SaleDefinition definition = wish.definition();
        Sale sale = state.sales.find(definition.saleId());
        if (!wish.operator().mayTouch(definition.merchant())
                || sale != null && !wish.operator().mayTouch(sale.definition().merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (sale == null || !sale.definition().equals(definition)) {
            define(definition, sale, wish.operator().by(), nowMs, outcome);
        }
    }

    private void define(SaleDefinition definition, Sale sale, String by, long nowMs, Outcome outcome) {
        if (definition.closesAtMs() != SaleDefinition.NEVER && definition.closesAtMs() <= nowMs) {
            outcome.errors = List.of(new Outcome.FieldError("/closesAt",
                    "a time that is yet to come; the sale would be closed at once, and for good"));
            outcome.refuse(Problem.INVALID_REQUEST);
        } else if (sale != null && sale.hasOrders()) {
            outcome.refuse(Problem.SALE_HAS_ORDERS);
        } else if (itemsBut(sale) + definition.items().size() > state.capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, "The shard has room for " + state.capacity.items()
                    + " items and holds " + itemsBut(sale) + " of others; raise capacity.items and restart.");
        } else {
            facts.saleDefined(definition, by);
            outcome.created = true;
        }
    }

    /** Items that the shard would hold without those of a sale, which may be null. */
    private int itemsBut(Sale sale) {
        return state.items.size() - (sale == null ? 0 : sale.itemCount());
    }

    @Override
    public void move(Wish.Move wish, long nowMs, Outcome outcome) {
        Sale sale = checks.saleOf(wish, outcome);
        if (sale != null) {
            move(sale, wish, nowMs, outcome);
        }
    }

    private void move(Sale sale, Wish.Move wish, long nowMs, Outcome outcome) {
        SaleStatus target = wish.act().target();
        String key = wish.operator().key();
        PastAct earlier = sale.actOf(key);
        if (earlier != null) {
            ActChecks.repeat(earlier, earlier.act().target() == target,
                    "\"" + sale.actTo(target).word() + "\"", outcome);
        } else if (checks.isClosed(sale, nowMs) && target != SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
        } else if (sale.status() == SaleStatus.SCHEDULED && needsOpenSale(wish.act())) {
            outcome.opensAtMs = sale.definition().opensAtMs();
            outcome.refuse(Problem.SALE_NOT_OPEN);
        } else if (sale.status() != target || !key.isEmpty()) {
            // With a key also where it is there already: repeated late, it must not undo what was done since.
            facts.saleMoved(sale, target, wish.operator().by(), key);
        }
    }

    /** To resume is not to open: a slip of the hand must not open a sale before its time. */
    private static boolean needsOpenSale(Act act) {
        return act == Act.PAUSE || act == Act.RESUME;
    }

    @Override
    public void readHistory(Wish.ReadHistory wish, Outcome outcome) {
        Sale sale = state.sales.currentOf(wish.saleNumber());
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (state.doubts.anyActs()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE,
                    "The disk fails, and until it works again nobody knows which acts it holds.");
        } else {
            wish.receiver().accept(List.copyOf(sale.acts));
        }
    }

    @Override
    public void audit(Wish.Audit wish, Outcome outcome) {
        Sale sale = state.sales.currentOf(wish.saleNumber());
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            wish.receiver().accept(new SaleCut(sale, state));
        }
    }

    @Override
    public void takeSnapshot(Wish.Snapshot wish) {
        wish.receiver().run();
    }

    /** Does nothing where it is too early. */
    @Override
    public void retire(Wish.Retire wish) {
        Sale sale = state.sales.sale(wish.saleNumber());
        if (sale != null && sale.isOverSince(wish.closedBeforeMs())) {
            facts.saleRetired(sale);
        }
    }
}
