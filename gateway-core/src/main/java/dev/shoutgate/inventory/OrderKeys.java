package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.HashIndex;

/**
 * Which order a buyer's key made in a sale: the promise that one key never makes two.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderKeys implements AutoCloseable {

    static final long NONE = HashIndex.NONE;

    private final HashIndex index;
    private final OrderLedger orders;
    private int wantedSale;
    private ByteText wantedBuyer;
    private ByteText wantedKey;

    OrderKeys(OrderLedger orders) {
        this(orders, ChunkPool.unprepared());
    }

    OrderKeys(OrderLedger orders, ChunkPool chunks) {
        this.orders = orders;
        this.index = new HashIndex(this::isWanted, chunks);
    }

    /** The number of the order that this key made, or {@link #NONE}. */
    long find(long keyHash, int saleNumber, ByteText buyer, ByteText key) {
        wantedSale = saleNumber;
        wantedBuyer = buyer;
        wantedKey = key;
        return index.find(keyHash);
    }

    /** See {@link HashIndex#touch}. */
    long touch(long keyHash) {
        return index.touch(keyHash);
    }

    void add(long keyHash, long orderNumber) {
        index.insert(keyHash, orderNumber);
    }

    private boolean isWanted(long order) {
        return orders.saleNumber(order) == wantedSale && orders.isOf(order, wantedBuyer)
                && orders.hasKey(order, wantedKey);
    }

    @Override
    public void close() {
        index.close();
    }
}
