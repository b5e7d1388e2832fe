package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.HashIndex;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.memory.PriorBuyers;

/**
 * Which orders each buyer has in each sale. One look leads to the newest, and each order's record to the one before it;
 * on that way lies all that a press has to know of its buyer: whether its key made an order, how many units of an item
 * the buyer holds or owns, and in which order they are held.
 *
 * <p>Most buyers have one order, and few have more than {@value #FEW}, so the way is short. The long way of whoever has
 * more is not gone: {@link FrequentBuyers} has indexes of those orders' keys and passes, and a tally of their units. So
 * the press of a buyer who takes and gives back all day costs no more than another.
 *
 * <p>Threading: the shard's own thread only.
 */
final class BuyerOrders implements AutoCloseable {

    static final long NONE = OrderLedger.NONE;

    /** Orders of one buyer in one sale that are walked through. */
    static final int FEW = 4;

    /** What stands in place of their count in the orders of a frequent buyer, the first of them too. */
    private static final int OF_MANY = FEW + 1;

    private final ShardState state;
    private final OrderLedger orders;
    private final HashIndex newest;
    private final FrequentBuyers frequent;
    private int wantedSale;
    private ByteText wantedBuyer;

    BuyerOrders(ShardState state, ChunkPool chunks) {
        this.state = state;
        this.orders = state.orders;
        this.newest = new HashIndex(this::isWanted, chunks);
        this.frequent = new FrequentBuyers(state);
    }

    /** A buyer's newest order in a sale, or {@link #NONE}. */
    long newest(long buyerHash, int saleNumber, ByteText buyer) {
        wantedSale = saleNumber;
        wantedBuyer = buyer;
        return newest.find(Hashing.with(buyerHash, saleNumber));
    }

    private boolean isWanted(long order) {
        return orders.saleNumber(order) == wantedSale && orders.isOf(order, wantedBuyer);
    }

    /** What other threads may ask of it. */
    PriorBuyers prior() {
        return new PriorBuyers(newest);
    }

    /** See {@link HashIndex#touch}. */
    long touch(long buyerHash, int saleNumber) {
        return newest.touch(Hashing.with(buyerHash, saleNumber));
    }

    /** Enters an order that is in the ledger, newer than all of its buyer's. */
    void enter(OrderDraft order, long number) {
        wantedSale = order.saleNumber;
        wantedBuyer = order.buyer;
        long before = newest.put(Hashing.with(order.buyerHash, order.saleNumber), number);
        if (before != NONE) {
            follow(before, number);
        }
    }

    private void follow(long before, long number) {
        orders.before(number, before);
        if (orders.nth(before) < FEW) {
            orders.nth(number, orders.nth(before) + 1);
        } else {
            enterFrequent(number);
        }
    }

    /** Once for each order of a frequent buyer, the oldest first. */
    private void enterFrequent(long number) {
        long before = orders.before(number);
        if (before != NONE && orders.nth(before) != OF_MANY) {
            enterFrequent(before);
        }
        orders.nth(number, OF_MANY);
        frequent.enter(number);
    }

    private boolean isOfMany(long order) {
        return order != NONE && orders.nth(order) == OF_MANY;
    }

    /** Of a buyer's orders, given the newest, the one that a key made, or {@link #NONE}. */
    long madeWith(long newestOrder, ByteText key) {
        if (isOfMany(newestOrder)) {
            return frequent.madeWith(newestOrder, key);
        }
        // To the end: in a journal that is broken, a key may have made two, and the first of them is the right one.
        long made = NONE;
        for (long order = newestOrder; order != NONE; order = orders.before(order)) {
            made = orders.hasKey(order, key) ? order : made;
        }
        return made;
    }

    /** Of a buyer's orders, given the newest, the one that used a pass, whatever became of it; or {@link #NONE}. */
    long boughtWith(long newestOrder, long passNumber) {
        if (isOfMany(newestOrder)) {
            return frequent.boughtWith(newestOrder, passNumber);
        }
        // To the end, as with keys.
        long bought = NONE;
        for (long order = newestOrder; order != NONE; order = orders.before(order)) {
            bought = orders.passNumber(order) == passNumber ? order : bought;
        }
        return bought;
    }

    /** Units of an item that a buyer holds or owns, given the newest order. */
    int units(long newestOrder, int itemNumber) {
        if (isOfMany(newestOrder)) {
            return frequent.units(newestOrder, itemNumber);
        }
        int units = 0;
        for (long order = newestOrder; order != NONE; order = orders.before(order)) {
            int line = orders.lineOf(order, itemNumber);
            units += line >= 0 && orders.status(order).counts() ? state.unitsLeft(order, line) : 0;
        }
        return units;
    }

    /** The newest order in which a buyer still holds an item, given the newest of all; {@link #NONE} without one. */
    long newestHold(long newestOrder, int itemNumber) {
        if (isOfMany(newestOrder)) {
            return frequent.newestHold(newestOrder, itemNumber);
        }
        long order = newestOrder;
        while (order != NONE && (orders.status(order) != OrderStatus.HELD || orders.lineOf(order, itemNumber) < 0)) {
            order = orders.before(order);
        }
        return order;
    }

    /** Says that units of a line are given back. They stand in the ledger as before. */
    void takeOff(long order, int line, int units) {
        if (isOfMany(order)) {
            frequent.takeOff(order, line, units);
        }
    }

    /** Says that an order which had given its units back has them again. */
    void takeAgain(long order) {
        if (isOfMany(order)) {
            frequent.takeUnits(order);
        }
    }

    /** What is kept of frequent buyers besides their orders. */
    FrequentBuyers frequent() {
        return frequent;
    }

    @Override
    public void close() {
        newest.close();
        frequent.close();
    }
}
