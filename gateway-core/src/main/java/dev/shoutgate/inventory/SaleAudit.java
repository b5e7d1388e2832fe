package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2IntHashMap;

/**
 * Recounts one sale from its orders and holds the count against the live figures.
 *
 * <p>Threading: the shard's own thread makes it, so that it stands between two commands; the result is immutable.
 *
 * @param sale  which sale
 * @param items one line an item, in the order of the definition
 */
public record SaleAudit(Sale sale, List<ItemCount> items) {

    /** Figures of an item as they are kept, and as the orders add up. Units in pieces. */
    public record ItemCount(
            String sku, long total, long available, long held, long sold, long heldByOrders, long soldByOrders) {

        public boolean isRight() {
            return held == heldByOrders && sold == soldByOrders && available >= 0 && held >= 0 && sold >= 0
                    && total == available + held + sold;
        }
    }

    /** Whether every figure is what the orders say. */
    public boolean isRight() {
        return items.stream().allMatch(ItemCount::isRight);
    }

    static SaleAudit of(Sale sale, ShardState state) {
        // The items that were added while the sale ran lie apart from those that it was defined with.
        Int2IntHashMap places = new Int2IntHashMap(-1);
        for (int i = 0; i < sale.itemCount(); i++) {
            places.put(sale.item(i).number(), i);
        }
        long[] held = new long[sale.itemCount()];
        long[] sold = new long[sale.itemCount()];
        for (long order = sale.firstOrder; order != OrderLedger.NONE; order = state.orders.nextInSale(order)) {
            OrderStatus status = state.orders.status(order);
            long[] counted = status == OrderStatus.HELD ? held : status == OrderStatus.CONFIRMED ? sold : null;
            for (int i = 0; counted != null && i < state.orders.lineCount(order); i++) {
                counted[places.get(state.orders.itemNumber(order, i))] += state.orders.quantity(order, i);
            }
        }
        List<ItemCount> counts = new ArrayList<>();
        for (int i = 0; i < sale.itemCount(); i++) {
            Item item = sale.item(i);
            counts.add(new ItemCount(item.definition().sku(), item.total(), item.available(), item.held(), item.sold(),
                    held[i], sold[i]));
        }
        return new SaleAudit(sale, List.copyOf(counts));
    }
}
