package dev.shoutgate.inventory;

import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleStatus;

/**
 * What the passing of time does: windows open and close, items appear and go, holds run out.
 *
 * <p>Threading: the shard's own thread only.
 */
final class ClockDecision {

    private final ShardState state;
    private final FactRecorder facts;

    ClockDecision(ShardState state, FactRecorder facts) {
        this.state = state;
        this.facts = facts;
    }

    /** Says whether something that is due was left for the next tick, to let buys through in between. */
    boolean tick(long nowMs) {
        int left = Limits.EXPIRIES_PER_TICK;
        for (int i = 0; i < state.sales.saleCount() && !facts.isFull(); i++) {
            Sale sale = state.sales.sale(i);
            if (sale != null) {
                keepWindow(sale, nowMs);
                left = expire(sale, nowMs, keepItems(sale, nowMs, left));
            }
        }
        return left == 0 || facts.isFull();
    }

    /** Opens or closes a sale whose time has come. */
    void keepWindow(Sale sale, long nowMs) {
        if (sale.isDueToClose(nowMs)) {
            facts.saleMoved(sale, SaleStatus.CLOSED, "", "");
        } else if (sale.isDueToOpen(nowMs)) {
            facts.saleMoved(sale, SaleStatus.OPEN, "", "");
        }
    }

    private int keepItems(Sale sale, long nowMs, int most) {
        int left = most;
        for (int i = 0; left > 0 && sale.isItemDue(nowMs) && i < sale.itemCount() && !facts.isFull(); i++) {
            left -= keepItem(sale, sale.item(i), nowMs) ? 1 : 0;
        }
        return left;
    }

    /**
     * Puts an item up or down whose time has come, in a sale that is not over; says whether it had. What it is already
     * is said too: from then on whoever says otherwise has said so later.
     */
    boolean keepItem(Sale sale, Item item, long nowMs) {
        boolean due = item.isDue(nowMs);
        if (due) {
            facts.itemSwitched(sale, item, item.isToBeOn(nowMs), "");
        }
        return due;
    }

    private int expire(Sale sale, long nowMs, int most) {
        int left = most;
        for (long order = firstToEnd(sale); left > 0 && order != OrderLedger.NONE; order = firstToEnd(sale)) {
            if (state.orders.status(order) != OrderStatus.HELD) {
                // Folding a fact about it passes over it; here every order at the head is one that no fact touched yet.
                throw new IllegalStateException("order " + order + " heads the holds of its sale, but is no hold");
            }
            if (state.expiresAtMs(order) > nowMs || facts.isFull()) {
                break;
            }
            facts.orderExpired(order, sale);
            left--;
        }
        return left;
    }

    /** The hold of a sale that ends before all its others, by its order; {@link OrderLedger#NONE} if it has none. */
    private long firstToEnd(Sale sale) {
        long first = sale.firstMaybeHeld;
        ExtendedHold extended = sale.extendedHolds.peek();
        if (extended == null || first != OrderLedger.NONE
                && new ExtendedHold(state.orders.expiresAtMs(first), first).compareTo(extended) < 0) {
            return first;
        }
        return extended.order();
    }
}
