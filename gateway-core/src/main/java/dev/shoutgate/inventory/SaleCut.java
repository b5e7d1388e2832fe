package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.SaleView.Recount;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2IntHashMap;

/**
 * A sale as it stood between two commands, for somebody else to recount: what may change later is copied, a byte an
 * order, and the rest is read where it lies. A recount of a million orders takes ten milliseconds and more, and nobody
 * who buys shall wait for one that asks.
 *
 * <p>Threading: the shard's own thread makes it and hands it over; then it belongs to whoever recounts, until the shard
 * is closed.
 */
public final class SaleCut implements Recount {

    private final Item[] items;
    private final OrderLedger orders;
    private final Refunds refunds;
    private final long firstOrder;
    private final long lastOrder;
    private final byte[] statuses;
    private final List<ItemCount> figures = new ArrayList<>();

    SaleCut(Sale sale, ShardState state) {
        items = new Item[sale.itemCount()];
        for (int i = 0; i < items.length; i++) {
            items[i] = sale.item(i);
            figures.add(new ItemCount(items[i].definition().sku(), items[i].total(), items[i].available(),
                    items[i].held(), items[i].sold(), 0, 0));
        }
        orders = state.orders.recordsOnly();
        refunds = state.refunds.view();
        firstOrder = sale.firstOrder;
        lastOrder = sale.lastOrder;
        statuses = sale.hasOrders() ? state.orders.statuses(firstOrder, lastOrder) : new byte[0];
    }

    @Override
    public List<ItemCount> count() {
        // The items that were added while the sale ran lie apart from those that it was defined with.
        Int2IntHashMap places = new Int2IntHashMap(-1);
        for (int i = 0; i < items.length; i++) {
            places.put(items[i].number(), i);
        }
        long[] held = new long[items.length];
        long[] sold = new long[items.length];
        for (long order = firstOrder; order != OrderLedger.NONE; order = after(order)) {
            OrderStatus status = OrderStatus.of(statuses[(int) (order - firstOrder)]);
            long[] counted = status == OrderStatus.HELD ? held : status == OrderStatus.CONFIRMED ? sold : null;
            for (int i = 0; counted != null && i < orders.lineCount(order); i++) {
                int left = orders.quantity(order, i) - refunds.refunded(order, i);
                counted[places.get(orders.itemNumber(order, i))] += left;
            }
        }
        List<ItemCount> counts = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            ItemCount kept = figures.get(i);
            counts.add(new ItemCount(kept.sku(), kept.total(), kept.available(), kept.held(), kept.sold(), held[i],
                    sold[i]));
        }
        return List.copyOf(counts);
    }

    /** The last one's link is the only one that may lead on by now. */
    private long after(long order) {
        return order == lastOrder ? OrderLedger.NONE : orders.nextInSale(order);
    }
}
