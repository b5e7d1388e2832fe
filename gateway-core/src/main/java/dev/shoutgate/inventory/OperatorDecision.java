package dev.shoutgate.inventory;

import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What operators do to a sale. Each act takes effect at one point in the sequence of orders.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OperatorDecision implements Wish.SaleHandler {

    private static final String CLOSED_AT_ONCE = "the sale would be closed at once, and for good";

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
        } else if (sale == null || !sale.firstDefinition().equals(definition)) {
            define(definition, sale, wish.operator().by(), nowMs, outcome);
        }
    }

    private void define(SaleDefinition definition, Sale sale, String by, long nowMs, Outcome outcome) {
        if (ActChecks.refuse(pastTimes(definition, nowMs), outcome)) {
            return;
        }
        if (sale != null && sale.hasOrders()) {
            outcome.refuse(Problem.SALE_HAS_ORDERS);
        } else if (itemsBut(sale) + definition.items().size() > state.capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, "The shard has room for " + state.capacity.items()
                    + " items and holds " + itemsBut(sale) + " of others; raise capacity.items and restart.");
        } else {
            facts.saleDefined(definition, by);
            outcome.created = true;
        }
    }

    private static List<FieldError> pastTimes(SaleDefinition definition, long nowMs) {
        List<FieldError> past = new ArrayList<>();
        ActChecks.notPast(definition.closesAtMs(), nowMs, "/closesAt", CLOSED_AT_ONCE, past);
        for (int i = 0; i < definition.items().size(); i++) {
            ItemDecision.notGone(definition.items().get(i).terms(), nowMs, "/items/" + i, past);
        }
        return past;
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

    @Override
    public void change(Wish.ChangeSale wish, long nowMs, Outcome outcome) {
        Sale sale = checks.saleOf(wish, outcome);
        if (sale == null || checks.isOver(sale, nowMs, outcome)) {
            return;
        }
        SaleDefinition.Terms to = sale.definition().terms().with(wish.change());
        if (!ActChecks.refuse(wrongIn(to, sale, nowMs), outcome)) {
            facts.saleChanged(sale, to, wish.operator().by());
        }
    }

    private static List<FieldError> wrongIn(SaleDefinition.Terms to, Sale sale, long nowMs) {
        SaleDefinition.Terms now = sale.definition().terms();
        List<FieldError> wrong = new ArrayList<>();
        if (sale.status() == SaleStatus.SCHEDULED) {
            wrong.addAll(to.conflicts());
        } else if (to.opensAtMs() != now.opensAtMs()) {
            wrong.add(new FieldError("/opensAt", "the time as it is, for the sale has opened already; to stop it for a "
                    + "while, pause it"));
        }
        if (to.closesAtMs() != now.closesAtMs()) {
            ActChecks.notPast(to.closesAtMs(), nowMs, "/closesAt", CLOSED_AT_ONCE, wrong);
        }
        if (!to.featured().isEmpty() && sale.item(to.featured()) == null) {
            wrong.add(new FieldError("/featured", "the SKU of an item of this sale; it has no \"" + to.featured()
                    + "\""));
        }
        return wrong;
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
            wish.receiver().accept(new History(sale.acts,
                    IntStream.range(0, sale.itemCount()).mapToObj(i -> sale.item(i).firstDefinition()).toList()));
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
