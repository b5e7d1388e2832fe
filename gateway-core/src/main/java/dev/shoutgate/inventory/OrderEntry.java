package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;

/**
 * Enters an order everywhere that has to know of it: the ledger, its buyer's orders, and where it counts
 * (held or owned) the items' figures. The same for an order just taken and for one from a snapshot.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderEntry {

    private final ShardState state;

    OrderEntry(ShardState state) {
        this.state = state;
    }

    /** Enters the order under its number, which must be the next. */
    void enter(OrderDraft order, long number, long sequence) {
        if (number != state.orders.count()) {
            throw new IllegalStateException("order " + state.orders.count() + " is next, " + number + " came");
        }
        state.orders.append(order, sequence);
        // The buyer before the stock: who sees the last unit gone on an event loop must see that somebody had it.
        state.buyers.enter(order, number);
        OrderStatus status = OrderStatus.of(order.status);
        if (status.counts()) {
            count(order, status == OrderStatus.HELD);
        }
        link(state.sales.sale(order.saleNumber), number, status == OrderStatus.HELD);
    }

    private void count(OrderDraft order, boolean held) {
        for (int i = 0; i < order.lineCount; i++) {
            Item item = state.sales.item(order.itemNumbers[i]);
            if (held) {
                item.hold(order.quantities[i]);
            } else {
                item.sell(order.quantities[i]);
            }
        }
    }

    private void link(Sale sale, long number, boolean held) {
        if (sale.lastOrder == OrderLedger.NONE) {
            sale.firstOrder = number;
        } else {
            state.orders.nextInSale(sale.lastOrder, number);
        }
        sale.lastOrder = number;
        sale.orderCount++;
        state.ordersKept++;
        if (held && sale.firstMaybeHeld == OrderLedger.NONE) {
            sale.firstMaybeHeld = number;
        }
    }
}
