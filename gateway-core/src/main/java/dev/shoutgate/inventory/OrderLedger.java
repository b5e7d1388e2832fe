package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.NumberedSlab;
import dev.shoutgate.inventory.memory.OffHeap;
import dev.shoutgate.journal.Words;
import org.agrona.UnsafeApi;

/**
 * The orders of one shard: records in an append-only slab off the heap, numbered from 0 without gaps.
 *
 * <p>A record holds sizes, times, links to the sale's next order and to the buyer's order before, its lines, the bytes
 * of buyer, key and notes, and the number of its pass if it has one. Only the links ever change, and what says how the
 * one to the order before is used ({@link #nth}). The status, which changes too, lies in a table of its own, a byte an
 * order, so that a snapshot has little to copy.
 *
 * <p>Threading: the shard's own thread only, but for a {@link #view}.
 */
final class OrderLedger implements AutoCloseable {

    static final long NONE = -1;

    /** The address of an order that was retired before this start. */
    private static final long NOWHERE = -1;

    private static final int LINE_COUNT = 0;
    private static final int BUYER_LENGTH = 1;
    private static final int KEY_LENGTH = 2;
    private static final int NTH = 3;
    private static final int SALE_NUMBER = 4;
    /** Links are the number of an order, and one; 0 for none. No index has room for more orders than they can name. */
    private static final int NEXT_IN_SALE = 8;
    private static final int BEFORE = 12;
    private static final int CREATED_AT = 16;
    private static final int EXPIRES_AT = 24;
    private static final int SEQUENCE = 32;
    private static final int LINES = 40;
    private static final int LINE_BYTES = 16;
    private static final int LINE_QUANTITY = 4;
    private static final int LINE_PRICE = 8;
    private static final int NOTE_LENGTH_BYTES = 2;
    /** In the byte of the key's length, which is at most 64: the number of a pass stands behind the notes. */
    private static final int HAS_PASS = 0x80;

    /** A divisor of a chunk, so that the pages lie without gaps and an order's number is its status' address. */
    private static final int STATUS_PAGE_BYTES = 1 << 16;

    private final OffHeap records;
    private final NumberedSlab addresses;
    private final OffHeap statuses;

    OrderLedger() {
        this(ChunkPool.unprepared());
    }

    OrderLedger(ChunkPool chunks) {
        this(new OffHeap(chunks), new NumberedSlab(Long.BYTES, chunks), new OffHeap(chunks));
    }

    private OrderLedger(OffHeap records, NumberedSlab addresses, OffHeap statuses) {
        this.records = records;
        this.addresses = addresses;
        this.statuses = statuses;
    }

    /** The orders as they now are, for another thread to read, but for the links: those go on changing. */
    OrderLedger view() {
        return new OrderLedger(records.view(), addresses.view(), statuses.copy(count()));
    }

    /** The same without their statuses, for next to nothing. */
    OrderLedger recordsOnly() {
        return new OrderLedger(records.view(), addresses.view(), new OffHeap());
    }

    /** A copy of the statuses of the orders from the first to the last, by their ordinals. */
    byte[] statuses(long first, long last) {
        byte[] copy = new byte[Math.toIntExact(last - first + 1)];
        statuses.get(first, copy);
        return copy;
    }

    /** Appends an order; returns its number. */
    long append(OrderDraft order, long sequence) {
        boolean hasPass = order.passNumber != Command.NO_PASS;
        int textBytes = order.buyer.length() + order.key.length() + noteBytes(order.notes);
        int passBytes = hasPass ? Long.BYTES : 0;
        long address = records.append(LINES + order.lineCount * LINE_BYTES + textBytes + passBytes);
        long record = records.pointer(address);
        UnsafeApi.putByte(record + LINE_COUNT, (byte) order.lineCount);
        UnsafeApi.putByte(record + BUYER_LENGTH, (byte) order.buyer.length());
        UnsafeApi.putByte(record + KEY_LENGTH, (byte) (order.key.length() | (hasPass ? HAS_PASS : 0)));
        UnsafeApi.putByte(record + NTH, (byte) 1);
        UnsafeApi.putInt(record + SALE_NUMBER, order.saleNumber);
        UnsafeApi.putInt(record + NEXT_IN_SALE, 0);
        UnsafeApi.putInt(record + BEFORE, 0);
        UnsafeApi.putLong(record + CREATED_AT, order.createdAtMs);
        UnsafeApi.putLong(record + EXPIRES_AT, order.expiresAtMs);
        UnsafeApi.putLong(record + SEQUENCE, sequence);
        long next = putLines(record + LINES, order);
        next = put(next, order.buyer);
        next = put(next, order.key);
        next = putNotes(next, order.notes);
        if (hasPass) {
            UnsafeApi.putLong(next, order.passNumber);
        }
        long number = addresses.append();
        place(number, address);
        status(number, OrderStatus.of(order.status));
        return number;
    }

    private void place(long number, long address) {
        UnsafeApi.putLong(addresses.pointer(number), address);
        if (number % STATUS_PAGE_BYTES == 0) {
            statuses.append(STATUS_PAGE_BYTES);
        }
    }

    /** Leaves the numbers before this one without orders: those that had them are retired. */
    void skipTo(long next) {
        while (count() < next) {
            place(addresses.append(), NOWHERE);
        }
    }

    boolean exists(long number) {
        return address(number) != NOWHERE;
    }

    private static long putLines(long from, OrderDraft order) {
        long at = from;
        for (int i = 0; i < order.lineCount; i++, at += LINE_BYTES) {
            UnsafeApi.putInt(at, order.itemNumbers[i]);
            UnsafeApi.putInt(at + LINE_QUANTITY, order.quantities[i]);
            UnsafeApi.putLong(at + LINE_PRICE, order.unitPrices[i]);
        }
        return at;
    }

    private static long put(long at, ByteText text) {
        Words.put(at, text.bytes(), 0, text.length());
        return at + text.length();
    }

    private static int noteBytes(Command.Notes notes) {
        int bytes = 0;
        for (int i = 0; i < notes.count(); i++) {
            bytes += NOTE_LENGTH_BYTES + notes.get(i).length();
        }
        return bytes;
    }

    private static long putNotes(long from, Command.Notes notes) {
        long at = from;
        for (int i = 0; i < notes.count(); i++) {
            UnsafeApi.putShort(at, (short) notes.get(i).length());
            at = put(at + NOTE_LENGTH_BYTES, notes.get(i));
        }
        return at;
    }

    long count() {
        return addresses.count();
    }

    OrderStatus status(long number) {
        return OrderStatus.of(UnsafeApi.getByte(statuses.pointer(number)));
    }

    void status(long number, OrderStatus status) {
        UnsafeApi.putByte(statuses.pointer(number), (byte) status.ordinal());
    }

    long nextInSale(long number) {
        return link(record(number) + NEXT_IN_SALE);
    }

    void nextInSale(long number, long next) {
        link(record(number) + NEXT_IN_SALE, next);
    }

    /** The order that the same buyer took before in the same sale, or {@link #NONE}; never changes once it is set. */
    long before(long number) {
        return link(record(number) + BEFORE);
    }

    void before(long number, long before) {
        link(record(number) + BEFORE, before);
    }

    /** How many-th of its buyer's orders in its sale it is; what else it may say is {@link BuyerOrders}' own. */
    int nth(long number) {
        return UnsafeApi.getByte(record(number) + NTH);
    }

    void nth(long number, int nth) {
        UnsafeApi.putByte(record(number) + NTH, (byte) nth);
    }

    private static long link(long at) {
        return (UnsafeApi.getInt(at) & 0xffff_ffffL) - 1;
    }

    private static void link(long at, long number) {
        UnsafeApi.putInt(at, (int) (number + 1));
    }

    int saleNumber(long number) {
        return UnsafeApi.getInt(record(number) + SALE_NUMBER);
    }

    long createdAtMs(long number) {
        return UnsafeApi.getLong(record(number) + CREATED_AT);
    }

    long expiresAtMs(long number) {
        return UnsafeApi.getLong(record(number) + EXPIRES_AT);
    }

    long sequence(long number) {
        return UnsafeApi.getLong(record(number) + SEQUENCE);
    }

    /** Of the pass that an order used; {@link Command#NO_PASS} for none. */
    long passNumber(long number) {
        long record = record(number);
        if (UnsafeApi.getByte(record + KEY_LENGTH) >= 0) {
            return Command.NO_PASS;
        }
        long at = noteTexts(record);
        for (int i = 0; i < Command.Notes.COUNT; i++) {
            at += NOTE_LENGTH_BYTES + UnsafeApi.getShort(at);
        }
        return UnsafeApi.getLong(at);
    }

    int lineCount(long number) {
        return UnsafeApi.getByte(record(number) + LINE_COUNT);
    }

    int itemNumber(long number, int line) {
        return UnsafeApi.getInt(line(number, line));
    }

    int quantity(long number, int line) {
        return UnsafeApi.getInt(line(number, line) + LINE_QUANTITY);
    }

    long unitPrice(long number, int line) {
        return UnsafeApi.getLong(line(number, line) + LINE_PRICE);
    }

    /** The line of an order that has an item; {@link #NONE} where none has. */
    int lineOf(long number, int itemNumber) {
        int line = lineCount(number) - 1;
        while (line >= 0 && itemNumber(number, line) != itemNumber) {
            line--;
        }
        return line;
    }

    boolean isOf(long number, ByteText buyer) {
        long record = record(number);
        return has(buyerText(record), buyerLength(record), buyer);
    }

    boolean hasKey(long number, ByteText key) {
        long record = record(number);
        return has(keyText(record), keyLength(record), key);
    }

    boolean hasNotes(long number, Command.Notes notes) {
        long at = noteTexts(record(number));
        boolean same = true;
        for (int i = 0; i < notes.count() && same; i++) {
            int length = UnsafeApi.getShort(at);
            same = has(at + NOTE_LENGTH_BYTES, length, notes.get(i));
            at += NOTE_LENGTH_BYTES + length;
        }
        return same;
    }

    /** The channel is the first of the notes. */
    boolean hasChannel(long number, ByteText channel) {
        long at = noteTexts(record(number));
        return has(at + NOTE_LENGTH_BYTES, UnsafeApi.getShort(at), channel);
    }

    private static boolean has(long at, int length, ByteText text) {
        return length == text.length() && Words.has(at, text.bytes(), length);
    }

    void copyBuyer(long number, ByteText to) {
        long record = record(number);
        copy(buyerText(record), buyerLength(record), to);
    }

    void copyKey(long number, ByteText to) {
        long record = record(number);
        copy(keyText(record), keyLength(record), to);
    }

    void copyNotes(long number, Command.Notes to) {
        long at = noteTexts(record(number));
        for (int i = 0; i < to.count(); i++) {
            int length = UnsafeApi.getShort(at);
            copy(at + NOTE_LENGTH_BYTES, length, to.get(i));
            at += NOTE_LENGTH_BYTES + length;
        }
    }

    private static void copy(long from, int length, ByteText to) {
        Words.get(from, to.bytes(), 0, length);
        to.length(length);
    }

    private static long buyerText(long record) {
        return record + LINES + UnsafeApi.getByte(record + LINE_COUNT) * LINE_BYTES;
    }

    private static int buyerLength(long record) {
        return UnsafeApi.getByte(record + BUYER_LENGTH);
    }

    private static long keyText(long record) {
        return buyerText(record) + buyerLength(record);
    }

    private static int keyLength(long record) {
        return UnsafeApi.getByte(record + KEY_LENGTH) & HAS_PASS - 1;
    }

    private static long noteTexts(long record) {
        return keyText(record) + keyLength(record);
    }

    private long line(long number, int line) {
        return record(number) + LINES + (long) line * LINE_BYTES;
    }

    private long record(long number) {
        return records.pointer(address(number));
    }

    private long address(long number) {
        return UnsafeApi.getLong(addresses.pointer(number));
    }

    @Override
    public void close() {
        records.close();
        addresses.close();
        statuses.close();
    }
}
