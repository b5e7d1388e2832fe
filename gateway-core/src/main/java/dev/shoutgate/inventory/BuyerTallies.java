package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many units of an item each buyer holds or owns, for the limit per buyer.
 *
 * <p>A tally is 16 bytes: the item, the units, and the buyer's newest order with that item. The order's record has the
 * buyer's full id, so the tally needs no copy of it, and it leads a page back to the buyer's own hold.
 *
 * <p>Threading: the shard's own thread only.
 */
final class BuyerTallies implements AutoCloseable {

    static final long NONE = HashIndex.NONE;

    private static final int ITEM = 0;
    private static final int UNITS = 4;
    private static final int NEWEST_ORDER = 8;
    private static final int TALLY_BYTES = 16;

    private final NumberedSlab tallies = new NumberedSlab(TALLY_BYTES);
    private final HashIndex index = new HashIndex(this::isWanted);
    private final OrderLedger orders;
    private int wantedItem;
    private ByteText wantedBuyer;

    BuyerTallies(OrderLedger orders) {
        this.orders = orders;
    }

    /** The tally of a buyer and an item, or {@link #NONE} where the buyer never had one of it. */
    long find(long buyerHash, ByteText buyer, int itemNumber) {
        wantedItem = itemNumber;
        wantedBuyer = buyer;
        return index.find(Hashing.with(buyerHash, itemNumber));
    }

    /** Counts units of a new order; the order is in the ledger already. */
    void add(long buyerHash, ByteText buyer, int itemNumber, int units, long orderNumber) {
        long tally = find(buyerHash, buyer, itemNumber);
        if (tally == NONE) {
            tally = tallies.append();
            tallies.at(tally).putInt(tallies.offset(tally) + ITEM, itemNumber);
            index.insert(Hashing.with(buyerHash, itemNumber), tally);
        }
        UnsafeBuffer chunk = tallies.at(tally);
        int at = tallies.offset(tally);
        chunk.putInt(at + UNITS, chunk.getInt(at + UNITS) + units);
        chunk.putLong(at + NEWEST_ORDER, orderNumber);
    }

    /** Takes units that came back off a tally that exists. */
    void takeOff(long tally, int units) {
        UnsafeBuffer chunk = tallies.at(tally);
        int at = tallies.offset(tally) + UNITS;
        chunk.putInt(at, chunk.getInt(at) - units);
    }

    /** Units held or owned; 0 for {@link #NONE}. */
    int units(long tally) {
        return tally == NONE ? 0 : tallies.at(tally).getInt(tallies.offset(tally) + UNITS);
    }

    long newestOrder(long tally) {
        return tallies.at(tally).getLong(tallies.offset(tally) + NEWEST_ORDER);
    }

    int itemNumber(long tally) {
        return tallies.at(tally).getInt(tallies.offset(tally) + ITEM);
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
