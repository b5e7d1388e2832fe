package dev.shoutgate.inventory;

import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard as it stood between two facts: what may change later is copied, the rest is read where it lies.
 *
 * <p>It takes the shard's thread a fraction of a millisecond for a million orders. Threading: the shard's own thread
 * makes it and hands it over; then it belongs to whoever writes it, until the shard is closed.
 */
public final class SnapshotCut implements AutoCloseable {

    final int shard;
    final KeptShard head;
    final long expired;
    final long reclaimed;
    final long orphaned;
    final List<KeptSale> sales = new ArrayList<>();
    final OrderLedger orders;
    final Payments payments;
    final Refunds refunds;
    final Extensions extensions;
    private final boolean[] kept;
    private final long orderCount;

    SnapshotCut(ShardState state) {
        shard = state.shard;
        head = new KeptShard(state.hashing, state.lastSequence, state.lastTimeMs, state.sales.saleCount(),
                state.sales.itemCount(), state.orders.count());
        expired = state.expired;
        reclaimed = state.reclaimed;
        orphaned = state.orphaned;
        orders = state.orders.view();
        payments = state.payments.view();
        refunds = state.refunds.view();
        extensions = state.extensions.view();
        orderCount = state.ordersKept;
        kept = new boolean[head.nextSaleNumber()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = state.sales.sale(i) != null;
            if (kept[i]) {
                sales.add(now(state.sales.sale(i)));
            }
        }
    }

    private static KeptSale now(Sale sale) {
        List<KeptSale.Item> items = new ArrayList<>(sale.itemCount());
        for (int i = 0; i < sale.itemCount(); i++) {
            Item item = sale.item(i);
            items.add(new KeptSale.Item(item.number(), item.saleNumber(), item.firstDefinition(), item.terms(),
                    item.total(), item.held(), item.sold()));
        }
        return new KeptSale(sale.number(), sale.firstDefinition(), sale.definition().terms(), sale.status(),
                sale.version(), items, List.copyOf(sale.acts));
    }

    /** The sequence of the newest fact that is in it. */
    public long sequence() {
        return head.lastSequence();
    }

    /** When that became a fact, milliseconds since 1970 UTC. */
    public long timeMs() {
        return head.lastTimeMs();
    }

    /** Whether there is such an order and its sale was not retired. */
    boolean isKept(long orderNumber) {
        return orders.exists(orderNumber) && kept[orders.saleNumber(orderNumber)];
    }

    /** Orders in it. */
    public long orderCount() {
        return orderCount;
    }

    @Override
    public void close() {
        orders.close();
        payments.close();
        refunds.close();
        extensions.close();
    }
}
