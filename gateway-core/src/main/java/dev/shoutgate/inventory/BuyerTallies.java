package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.HashIndex;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.memory.NumberedSlab;
import org.agrona.UnsafeApi;

/**
 * How many units of an item each buyer holds or owns, for the limit per buyer.
 *
 * <p>A tally is 16 bytes: the item, the units, and the buyer's newest order with that item. The order's record has the
 * buyer's full id, so the tally needs no copy of it. The buyer's orders that count (held or owned) are linked through
 * their lines of the item, newest first, so that one that is given back leaves in no time, however many there are, and
 * a page can be led to a hold.
 *
 * <p>Threading: the shard's own thread only.
 */
final class BuyerTallies implements AutoCloseable {

    static final long NONE = HashIndex.NONE;

    private static final int ITEM = 0;
    private static final int UNITS = 4;
    private static final int NEWEST_ORDER = 8;
    private static final int TALLY_BYTES = 16;

    private final NumberedSlab tallies;
    private final HashIndex index;
    private final OrderLedger orders;
    private int wantedItem;
    private ByteText wantedBuyer;

    BuyerTallies(OrderLedger orders) {
        this(orders, ChunkPool.unprepared());
    }

    BuyerTallies(OrderLedger orders, ChunkPool chunks) {
        this.orders = orders;
        this.tallies = new NumberedSlab(TALLY_BYTES, chunks);
        this.index = new HashIndex(this::isWanted, chunks);
    }

    /** The tally of a buyer and an item, or {@link #NONE} where the buyer never had one of it. */
    long find(long buyerHash, ByteText buyer, int itemNumber) {
        wantedItem = itemNumber;
        wantedBuyer = buyer;
        return index.find(Hashing.with(buyerHash, itemNumber));
    }

    /** See {@link HashIndex#touch}. */
    long touch(long buyerHash, int itemNumber) {
        return index.touch(Hashing.with(buyerHash, itemNumber));
    }

    /** Counts one line of a new order; the order is in the ledger already. */
    void add(long buyerHash, ByteText buyer, long orderNumber, int line) {
        int itemNumber = orders.itemNumber(orderNumber, line);
        long tally = find(buyerHash, buyer, itemNumber);
        if (tally == NONE) {
            tally = tallies.append();
            UnsafeApi.putInt(tallies.pointer(tally) + ITEM, itemNumber);
            index.insert(Hashing.with(buyerHash, itemNumber), tally);
        }
        if (units(tally) > 0) {
            long before = newestOrder(tally);
            orders.earlier(orderNumber, line, before);
            orders.later(before, orders.lineOf(before, itemNumber), orderNumber);
        }
        change(tally, orders.quantity(orderNumber, line));
        newestOrder(tally, orderNumber);
    }

    /** Takes units of a line that are given back off its tally; {@code last}: none of the line is left. */
    void takeOff(long buyerHash, ByteText buyer, long orderNumber, int line, int units, boolean last) {
        int itemNumber = orders.itemNumber(orderNumber, line);
        long tally = find(buyerHash, buyer, itemNumber);
        change(tally, -units);
        if (last) {
            unlink(tally, orderNumber, line);
        }
    }

    private void unlink(long tally, long orderNumber, int line) {
        int itemNumber = itemNumber(tally);
        long earlier = orders.earlier(orderNumber, line);
        long later = orders.later(orderNumber, line);
        if (earlier != OrderLedger.NONE) {
            orders.later(earlier, orders.lineOf(earlier, itemNumber), later);
        }
        if (later != OrderLedger.NONE) {
            orders.earlier(later, orders.lineOf(later, itemNumber), earlier);
        } else if (earlier != OrderLedger.NONE) {
            newestOrder(tally, earlier);
        }
        // Where it was the only one the tally goes on naming it: its record still says who the buyer is.
    }

    private void change(long tally, int units) {
        long at = tallies.pointer(tally) + UNITS;
        UnsafeApi.putInt(at, UnsafeApi.getInt(at) + units);
    }

    /** The newest order of a tally with units in which they are still held, or {@link OrderLedger#NONE}. */
    long newestHold(long tally) {
        long order = newestOrder(tally);
        while (order != OrderLedger.NONE && orders.status(order) != OrderStatus.HELD) {
            order = orders.earlier(order, orders.lineOf(order, itemNumber(tally)));
        }
        return order;
    }

    /** Units held or owned; 0 for {@link #NONE}. */
    int units(long tally) {
        return tally == NONE ? 0 : UnsafeApi.getInt(tallies.pointer(tally) + UNITS);
    }

    private void newestOrder(long tally, long orderNumber) {
        UnsafeApi.putLong(tallies.pointer(tally) + NEWEST_ORDER, orderNumber);
    }

    private long newestOrder(long tally) {
        return UnsafeApi.getLong(tallies.pointer(tally) + NEWEST_ORDER);
    }

    private int itemNumber(long tally) {
        return UnsafeApi.getInt(tallies.pointer(tally) + ITEM);
    }

    long count() {
        return tallies.count();
    }

    private boolean isWanted(long tally) {
        return itemNumber(tally) == wantedItem && orders.isOf(newestOrder(tally), wantedBuyer);
    }

    @Override
    public void close() {
        tallies.close();
        index.close();
    }
}
