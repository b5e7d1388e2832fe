package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.HashIndex;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.memory.NumberedSlab;
import org.agrona.UnsafeApi;

/**
 * What else is kept of buyers who have more than a few orders in a sale, so that nobody has to walk through them: which
 * order each of their keys made and each of their passes served, and of each item their units and their holds.
 *
 * <p>Holds are linked newest first. Those that have ended meanwhile are passed when somebody asks or adds one, each
 * once.
 *
 * <p>Threading: the shard's own thread only. A buyer is named by any order of theirs.
 */
final class FrequentBuyers implements AutoCloseable {

    private static final long NONE = OrderLedger.NONE;

    private static final int ITEM = 0;
    private static final int UNITS = 4;
    private static final int AN_ORDER = 8;
    private static final int HOLD = 16;
    private static final int TALLY_BYTES = 32;

    private static final int HOLD_ORDER = 0;
    private static final int HOLD_BEFORE = 8;
    private static final int HOLD_BYTES = 16;

    private final ShardState state;
    private final OrderLedger orders;
    private final HashIndex keys = new HashIndex(this::isWanted);
    private final HashIndex passes = new HashIndex(this::isWantedPass);
    private final HashIndex tallyOf = new HashIndex(this::isWantedTally);
    private final NumberedSlab tallies = new NumberedSlab(TALLY_BYTES);
    private final NumberedSlab holds = new NumberedSlab(HOLD_BYTES);
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    private final ByteText itsKey = new ByteText(Limits.KEY_BYTES);
    private ByteText wantedKey;
    private long wantedPass;
    private int wantedSale;
    private int wantedItem;
    /** The first of the places that held a hold and are free: linked like holds. */
    private long freeHold = NONE;

    FrequentBuyers(ShardState state) {
        this.state = state;
        this.orders = state.orders;
    }

    /** Enters an order with its key and, if it counts, its units; older orders of its buyer come first. */
    void enter(long order) {
        orders.copyKey(order, itsKey);
        keys.insert(hashOf(order, itsKey), order);
        if (orders.passNumber(order) != Command.NO_PASS) {
            passes.insert(hashOfPass(orders.passNumber(order)), order);
        }
        if (orders.status(order).counts()) {
            takeUnits(order);
        }
    }

    /** Adds the units of an order, which did not count before. */
    void takeUnits(long order) {
        for (int line = 0; line < orders.lineCount(order); line++) {
            long tally = tallyFor(order, orders.itemNumber(order, line));
            change(tally, state.unitsLeft(order, line));
            if (orders.status(order) == OrderStatus.HELD) {
                push(tally, order);
            }
        }
    }

    void takeOff(long order, int line, int units) {
        change(tally(order, orders.itemNumber(order, line)), -units);
    }

    /** The order that a key made; {@link OrderLedger#NONE} where it made none. */
    long madeWith(long anOrder, ByteText key) {
        wantedKey = key;
        wantedSale = orders.saleNumber(anOrder);
        return keys.find(hashOf(anOrder, key));
    }

    /** The order that used a pass; {@link OrderLedger#NONE} where none has. */
    long boughtWith(long anOrder, long passNumber) {
        orders.copyBuyer(anOrder, buyer);
        wantedSale = orders.saleNumber(anOrder);
        wantedPass = passNumber;
        return passes.find(hashOfPass(passNumber));
    }

    private boolean isWantedPass(long order) {
        return orders.saleNumber(order) == wantedSale && orders.passNumber(order) == wantedPass
                && orders.isOf(order, buyer);
    }

    /** The gateway drew the number, so nobody can aim many at one bucket. */
    private static long hashOfPass(long passNumber) {
        return Hashing.mix(passNumber);
    }

    private long hashOf(long anOrder, ByteText key) {
        return state.hashing.key(orders.saleNumber(anOrder), hashOfBuyer(anOrder), key);
    }

    private long hashOfBuyer(long anOrder) {
        orders.copyBuyer(anOrder, buyer);
        return state.hashing.buyer(buyer);
    }

    private boolean isWanted(long order) {
        return orders.saleNumber(order) == wantedSale && orders.isOf(order, buyer) && orders.hasKey(order, wantedKey);
    }

    /** Units of an item that the buyer holds or owns. */
    int units(long anOrder, int itemNumber) {
        long tally = tally(anOrder, itemNumber);
        return tally == NONE ? 0 : UnsafeApi.getInt(tallies.pointer(tally) + UNITS);
    }

    /** The newest order in which the buyer still holds an item; {@link OrderLedger#NONE} without one. */
    long newestHold(long anOrder, int itemNumber) {
        long tally = tally(anOrder, itemNumber);
        long hold = tally == NONE ? NONE : passEnded(tally);
        return hold == NONE ? NONE : UnsafeApi.getLong(holds.pointer(hold) + HOLD_ORDER);
    }

    private long tally(long anOrder, int itemNumber) {
        wantedItem = itemNumber;
        return tallyOf.find(Hashing.with(hashOfBuyer(anOrder), itemNumber));
    }

    private boolean isWantedTally(long tally) {
        long at = tallies.pointer(tally);
        return UnsafeApi.getInt(at + ITEM) == wantedItem && orders.isOf(UnsafeApi.getLong(at + AN_ORDER), buyer);
    }

    private long tallyFor(long order, int itemNumber) {
        long tally = tally(order, itemNumber);
        if (tally == NONE) {
            tally = tallies.append();
            UnsafeApi.putInt(tallies.pointer(tally) + ITEM, itemNumber);
            UnsafeApi.putLong(tallies.pointer(tally) + AN_ORDER, order);
            UnsafeApi.putLong(tallies.pointer(tally) + HOLD, NONE);
            tallyOf.insert(Hashing.with(hashOfBuyer(order), itemNumber), tally);
        }
        return tally;
    }

    private void change(long tally, int units) {
        long at = tallies.pointer(tally) + UNITS;
        UnsafeApi.putInt(at, UnsafeApi.getInt(at) + units);
    }

    private void push(long tally, long order) {
        long before = passEnded(tally);
        long hold = freeHold;
        if (hold == NONE) {
            hold = holds.append();
        } else {
            freeHold = before(hold);
        }
        UnsafeApi.putLong(holds.pointer(hold) + HOLD_ORDER, order);
        before(hold, before);
        UnsafeApi.putLong(tallies.pointer(tally) + HOLD, hold);
    }

    /** Lets a tally lead to its newest hold that has not ended; none is ever held again once it has. */
    private long passEnded(long tally) {
        long at = tallies.pointer(tally) + HOLD;
        long hold = UnsafeApi.getLong(at);
        while (hold != NONE && orders.status(UnsafeApi.getLong(holds.pointer(hold) + HOLD_ORDER)) != OrderStatus.HELD) {
            long before = before(hold);
            before(hold, freeHold);
            freeHold = hold;
            hold = before;
        }
        UnsafeApi.putLong(at, hold);
        return hold;
    }

    private long before(long hold) {
        return UnsafeApi.getLong(holds.pointer(hold) + HOLD_BEFORE);
    }

    private void before(long hold, long before) {
        UnsafeApi.putLong(holds.pointer(hold) + HOLD_BEFORE, before);
    }

    /** Keys in the index. */
    long keyCount() {
        return keys.size();
    }

    /** Places for holds that were ever needed at once. */
    long mostHolds() {
        return holds.count();
    }

    @Override
    public void close() {
        keys.close();
        passes.close();
        tallyOf.close();
        tallies.close();
        holds.close();
    }
}
