package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host does to the items of a sale in mid-shout: more units or fewer, another price or limit, one up, one
 * down, one more.
 *
 * <p>Threading: the shard's own thread only. Units: quantities in pieces, prices in minor units.
 */
public final class ItemDecision implements Wish.ItemHandler {

    private final ShardState state;
    private final ActRecorder facts;
    private final ActChecks checks;

    ItemDecision(ShardState state, ActRecorder facts, ActChecks checks) {
        this.state = state;
        this.facts = facts;
        this.checks = checks;
    }

    @Override
    public void restock(Wish.Restock wish, long nowMs, Outcome outcome) {
        Sale sale = checks.saleOf(wish, outcome);
        if (sale == null || isRepeated(sale, wish, Act.RESTOCK, wish.sku(), wish.quantity(), outcome)
                || checks.isOver(sale, nowMs, outcome)) {
            return;
        }
        Item item = sale.item(wish.sku());
        if (item == null) {
            outcome.sku = wish.sku();
            outcome.refuse(Problem.UNKNOWN_ITEM);
        } else if (item.available() + wish.quantity() < 0) {
            outcome.tellStock(item.definition().sku(), -wish.quantity(), item.available(), item.held());
            outcome.refuse(Problem.INSUFFICIENT_STOCK);
        } else if (item.total() + wish.quantity() > Limits.STOCK_PER_ITEM) {
            invalid(outcome, "/quantity", "at most " + (Limits.STOCK_PER_ITEM - item.total())
                    + " more, so that the item has no more than " + Limits.STOCK_PER_ITEM);
        } else {
            facts.stockAdded(sale, item, wish.quantity(), wish.operator());
        }
    }

    @Override
    public void change(Wish.ChangeItem wish, long nowMs, Outcome outcome) {
        Sale sale = checks.saleOf(wish, outcome);
        if (sale == null || checks.isOver(sale, nowMs, outcome)) {
            return;
        }
        Item item = sale.item(wish.sku());
        if (item == null) {
            outcome.sku = wish.sku();
            outcome.refuse(Problem.UNKNOWN_ITEM);
        } else {
            checks.keepItem(sale, item, nowMs);
            Terms to = item.terms().with(wish.change());
            if (!ActChecks.refuse(wrongIn(to, item.terms(), nowMs), outcome)) {
                facts.termsChanged(sale, item, withStatus(wish.change(), to, item.terms(), nowMs), wish.operator());
            }
        }
    }

    /** Where the time to appear is moved and nothing is said of the status, the item is what its times say. */
    private static Change withStatus(Change change, Terms to, Terms now, long nowMs) {
        long onAtMs = to.description().onAtMs();
        boolean moved = onAtMs != now.description().onAtMs() && onAtMs != SaleDefinition.NEVER;
        if (!moved || change.on() != null) {
            return change;
        }
        long offAtMs = to.description().offAtMs();
        return change.withStatus(onAtMs <= nowMs && (offAtMs == SaleDefinition.NEVER || nowMs < offAtMs));
    }

    private static List<FieldError> wrongIn(Terms to, Terms now, long nowMs) {
        List<FieldError> wrong = to.conflicts("");
        if (to.description().offAtMs() != now.description().offAtMs()) {
            notGone(to, nowMs, "", wrong);
        }
        return wrong;
    }

    /** Adds where an item's time to go is past, so that it would be gone before anybody saw it. */
    static void notGone(Terms terms, long nowMs, String at, List<FieldError> wrong) {
        ActChecks.notPast(terms.description().offAtMs(), nowMs, at + "/offAt", "the item would be gone already", wrong);
    }

    @Override
    public void add(Wish.AddItem wish, long nowMs, Outcome outcome) {
        Sale sale = checks.saleOf(wish, outcome);
        if (sale == null || isRepeated(sale, wish, Act.ADD_ITEM, wish.item().sku(), wish.item().stock(), outcome)
                || checks.isOver(sale, nowMs, outcome)) {
            return;
        }
        Item there = sale.item(wish.item().sku());
        if (there != null && there.firstDefinition().equals(wish.item())) {
            outcome.replayed = true;
        } else if (there != null) {
            invalid(outcome, "/sku", "a SKU that the sale has not; \"" + wish.item().sku()
                    + "\" is there with other figures, which PUT on the item changes");
        } else if (!isGone(wish.item(), nowMs, outcome)) {
            add(wish, sale, outcome);
        }
    }

    private static boolean isGone(ItemDefinition item, long nowMs, Outcome outcome) {
        List<FieldError> wrong = new ArrayList<>();
        notGone(item.terms(), nowMs, "", wrong);
        return ActChecks.refuse(wrong, outcome);
    }

    private void add(Wish.AddItem wish, Sale sale, Outcome outcome) {
        if (sale.itemCount() == Limits.ITEMS_PER_SALE) {
            invalid(outcome, "/sku", "no more than " + Limits.ITEMS_PER_SALE + " items in a sale; it has them");
        } else if (state.items.size() == state.capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, "The shard has room for " + state.capacity.items()
                    + " items and holds them; raise capacity.items and restart.");
        } else {
            facts.itemAdded(sale, wish.item(), wish.operator());
            outcome.created = true;
        }
    }

    private static boolean isRepeated(Sale sale, Wish.OfSale wish, Act act, String sku, long value, Outcome outcome) {
        PastAct earlier = sale.actOf(wish.operator().key());
        if (earlier != null) {
            boolean again = earlier.act() == act && earlier.sku().equals(sku) && earlier.value() == value;
            ActChecks.repeat(earlier, again, "another act", outcome);
        }
        return earlier != null;
    }

    private static void invalid(Outcome outcome, String pointer, String wanted) {
        ActChecks.refuse(List.of(new FieldError(pointer, wanted)), outcome);
    }
}
