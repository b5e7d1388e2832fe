package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderId;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.Hashing;

/**
 * Everything one shard knows: a fold over its facts and nothing besides. Lost at every stop, made again from the
 * journal.
 *
 * <p>Threading: the shard's own thread only; {@link SaleDirectory} and {@link Item} may be read by
 * others as they say.
 */
final class ShardState implements AutoCloseable {

    final int shard;
    final ShardCapacity capacity;
    final ItemTable items;
    final SaleDirectory sales = new SaleDirectory();
    final OrderLedger orders;
    final BuyerOrders buyers;
    final Payments payments = new Payments();
    final Refunds refunds = new Refunds();
    final Extensions extensions = new Extensions();

    /** What of all this may not be on disk. No part of the state: the facts alone make that. */
    final Doubts doubts = new Doubts();

    /** Drawn when the shard was founded; null before its first fact. Published to the event loops once it is ready. */
    Hashing hashing;

    long lastSequence;
    long lastTimeMs;

    /** Orders of sales that are not retired. */
    long ordersKept;

    /** Holds that ran out, for the metrics; what was replayed counts too. */
    long expired;

    /** Late payments that got their units after all, and payments that no order could take; likewise. */
    long reclaimed;

    long orphaned;

    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);

    ShardState(int shard, ShardCapacity capacity, ItemTable items, ChunkPool chunks) {
        this.shard = shard;
        this.capacity = capacity;
        this.items = items;
        this.orders = new OrderLedger(chunks);
        this.buyers = new BuyerOrders(this, chunks);
    }

    /** Gives back the room of a sale's items. Who still has the sale in hand sees their last figures. */
    void leaveItems(Sale sale) {
        for (int i = 0; i < sale.itemCount(); i++) {
            sale.item(i).leave(items);
        }
    }

    /** Whether there is such an order, and its sale is not retired. */
    boolean isKept(long orderNumber) {
        return orderNumber >= 0 && orderNumber < orders.count() && orders.exists(orderNumber)
                && sales.sale(orders.saleNumber(orderNumber)) != null;
    }

    /** The newest order of a buyer in a sale, {@link OrderLedger#NONE} where there is none. */
    long newestOf(int saleNumber, ByteText ofBuyer) {
        return buyers.newest(hashing.buyer(ofBuyer), saleNumber, ofBuyer);
    }

    /** Units of an item that the buyer of an order holds or owns. */
    long unitsOfBuyer(long orderNumber, int itemNumber) {
        return buyers.units(newestOf(orders.saleNumber(orderNumber), buyerOf(orderNumber)), itemNumber);
    }

    /** The buyer of an order, until the next call. */
    ByteText buyerOf(long orderNumber) {
        orders.copyBuyer(orderNumber, buyer);
        return buyer;
    }

    /** Units of a line of an order that were not given back line by line. */
    int unitsLeft(long orderNumber, int line) {
        return orders.quantity(orderNumber, line) - refunds.refunded(orderNumber, line);
    }

    /** When the hold of an order ends or ended, milliseconds since 1970 UTC; no later than its taking for none. */
    long expiresAtMs(long orderNumber) {
        return extensions.has(orderNumber) ? extensions.expiresAtMs(orderNumber) : orders.expiresAtMs(orderNumber);
    }

    /** What an order cost, minor units. */
    long totalOf(long orderNumber) {
        long total = 0;
        for (int i = 0; i < orders.lineCount(orderNumber); i++) {
            total += orders.unitPrice(orderNumber, i) * orders.quantity(orderNumber, i);
        }
        return total;
    }

    /** Takes the lines of an order, one after the other, as its facts tell them. */
    @FunctionalInterface
    interface LineReader {
        void onLine(int line, long unitPrice, int quantity, byte[] sku);
    }

    /** Hands over all lines of an order. */
    void forEachLine(long orderNumber, LineReader to) {
        int count = orders.lineCount(orderNumber);
        for (int i = 0; i < count; i++) {
            to.onLine(i, orders.unitPrice(orderNumber, i), orders.quantity(orderNumber, i),
                    sales.item(orders.itemNumber(orderNumber, i)).skuBytes);
        }
    }

    /** Writes the public id of an order. */
    void orderId(long orderNumber, byte[] to) {
        OrderId.encode(shard, orderNumber, hashing.orderIdKey(), to, 0);
    }

    @Override
    public void close() {
        orders.close();
        buyers.close();
        payments.close();
        refunds.close();
        extensions.close();
        items.close();
    }
}
