package dev.shoutgate.inventory;

import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.memory.Hashing;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard as it stood between two facts: what may change later is copied, the rest is read where it lies.
 *
 * <p>It takes the shard's thread a fraction of a millisecond for a million orders. Threading: the shard's own thread
 * makes it and hands it over; then it belongs to whoever writes it, until the shard is closed.
 */
public final class SnapshotCut implements AutoCloseable {

    /** A sale with all that may change of it. */
    record SaleNow(Sale sale, SaleStatus status, long version, List<PastAct> acts, List<ItemNow> items) {}

    /** The same of an item; what is held and sold of it, the orders say. Units in pieces, price in minor units. */
    record ItemNow(long price, long total, int limitPerBuyer, boolean on) {}

    final int shard;
    final long sequence;
    final long timeMs;
    final long expired;
    final Hashing hashing;
    final List<SaleNow> sales = new ArrayList<>();
    final long reclaimed;
    final long orphaned;
    final OrderLedger orders;
    final Payments payments;
    final int nextSaleNumber;
    final int nextItemNumber;
    private final boolean[] kept;
    private final long orderCount;

    SnapshotCut(ShardState state) {
        shard = state.shard;
        sequence = state.lastSequence;
        timeMs = state.lastTimeMs;
        expired = state.expired;
        hashing = state.hashing;
        reclaimed = state.reclaimed;
        orphaned = state.orphaned;
        orders = state.orders.view();
        payments = state.payments.view();
        orderCount = state.ordersKept;
        nextSaleNumber = state.sales.saleCount();
        nextItemNumber = state.sales.itemCount();
        kept = new boolean[nextSaleNumber];
        for (int i = 0; i < nextSaleNumber; i++) {
            kept[i] = state.sales.sale(i) != null;
            if (kept[i]) {
                sales.add(now(state.sales.sale(i)));
            }
        }
    }

    private static SaleNow now(Sale sale) {
        List<ItemNow> items = new ArrayList<>(sale.itemCount());
        for (int i = 0; i < sale.itemCount(); i++) {
            Item item = sale.item(i);
            items.add(new ItemNow(item.price(), item.total(), item.limitPerBuyer(), item.isOn()));
        }
        return new SaleNow(sale, sale.status(), sale.version(), List.copyOf(sale.acts), items);
    }

    /** The sequence of the newest fact that is in it. */
    public long sequence() {
        return sequence;
    }

    /** When that became a fact, milliseconds since 1970 UTC. */
    public long timeMs() {
        return timeMs;
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
    }
}
