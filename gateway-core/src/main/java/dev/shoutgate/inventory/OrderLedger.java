package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.OrderStatus;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The orders of one shard: records in an append-only slab off the heap, numbered from 0 without gaps.
 *
 * <p>A record holds sizes, times, a link to the sale's next order, its lines, and the bytes of buyer, key and channel.
 * Only the links ever change. The status, which changes too, lies in a table of its own, a byte an order, so that a
 * snapshot has little to copy.
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
    private static final int CHANNEL_LENGTH = 4;
    private static final int SALE_NUMBER = 8;
    private static final int CREATED_AT = 16;
    private static final int EXPIRES_AT = 24;
    private static final int SEQUENCE = 32;
    private static final int NEXT_IN_SALE = 40;
    private static final int LINES = 48;
    private static final int LINE_BYTES = 32;
    private static final int LINE_QUANTITY = 4;
    private static final int LINE_PRICE = 8;
    private static final int LINE_EARLIER = 16;
    private static final int LINE_LATER = 24;

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

    /** Appends an order; returns its number. */
    long append(OrderDraft order, long sequence) {
        int textBytes = order.buyer.length() + order.key.length() + order.channel.length();
        long address = records.append(LINES + order.lineCount * LINE_BYTES + textBytes);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        chunk.putByte(at + LINE_COUNT, (byte) order.lineCount);
        chunk.putByte(at + BUYER_LENGTH, (byte) order.buyer.length());
        chunk.putByte(at + KEY_LENGTH, (byte) order.key.length());
        chunk.putShort(at + CHANNEL_LENGTH, (short) order.channel.length());
        chunk.putInt(at + SALE_NUMBER, order.saleNumber);
        chunk.putLong(at + CREATED_AT, order.createdAtMs);
        chunk.putLong(at + EXPIRES_AT, order.expiresAtMs);
        chunk.putLong(at + SEQUENCE, sequence);
        chunk.putLong(at + NEXT_IN_SALE, NONE);
        int next = putLines(chunk, at + LINES, order);
        next = put(chunk, next, order.buyer);
        next = put(chunk, next, order.key);
        put(chunk, next, order.channel);
        long number = addresses.append();
        place(number, address);
        status(number, OrderStatus.of(order.status));
        return number;
    }

    private void place(long number, long address) {
        addresses.at(number).putLong(addresses.offset(number), address);
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

    private static int putLines(UnsafeBuffer chunk, int from, OrderDraft order) {
        int at = from;
        for (int i = 0; i < order.lineCount; i++, at += LINE_BYTES) {
            chunk.putInt(at, order.itemNumbers[i]);
            chunk.putInt(at + LINE_QUANTITY, order.quantities[i]);
            chunk.putLong(at + LINE_PRICE, order.unitPrices[i]);
            chunk.putLong(at + LINE_EARLIER, NONE);
            chunk.putLong(at + LINE_LATER, NONE);
        }
        return at;
    }

    private static int put(UnsafeBuffer chunk, int at, ByteText text) {
        chunk.putBytes(at, text.bytes(), 0, text.length());
        return at + text.length();
    }

    long count() {
        return addresses.count();
    }

    OrderStatus status(long number) {
        return OrderStatus.of(statuses.at(number).getByte(OffHeap.offset(number)));
    }

    void status(long number, OrderStatus status) {
        statuses.at(number).putByte(OffHeap.offset(number), (byte) status.ordinal());
    }

    long nextInSale(long number) {
        return getLong(number, NEXT_IN_SALE);
    }

    void nextInSale(long number, long next) {
        long address = address(number);
        records.at(address).putLong(OffHeap.offset(address) + NEXT_IN_SALE, next);
    }

    int saleNumber(long number) {
        long address = address(number);
        return records.at(address).getInt(OffHeap.offset(address) + SALE_NUMBER);
    }

    long createdAtMs(long number) {
        return getLong(number, CREATED_AT);
    }

    long expiresAtMs(long number) {
        return getLong(number, EXPIRES_AT);
    }

    long sequence(long number) {
        return getLong(number, SEQUENCE);
    }

    int lineCount(long number) {
        long address = address(number);
        return records.at(address).getByte(OffHeap.offset(address) + LINE_COUNT);
    }

    int itemNumber(long number, int line) {
        long address = address(number);
        return records.at(address).getInt(lineOffset(address, line));
    }

    int quantity(long number, int line) {
        long address = address(number);
        return records.at(address).getInt(lineOffset(address, line) + LINE_QUANTITY);
    }

    long unitPrice(long number, int line) {
        long address = address(number);
        return records.at(address).getLong(lineOffset(address, line) + LINE_PRICE);
    }

    /** The buyer's order before this one that counts and has the line's item too; see {@link BuyerTallies}. */
    long earlier(long number, int line) {
        long address = address(number);
        return records.at(address).getLong(lineOffset(address, line) + LINE_EARLIER);
    }

    void earlier(long number, int line, long order) {
        long address = address(number);
        records.at(address).putLong(lineOffset(address, line) + LINE_EARLIER, order);
    }

    /** The one after it, likewise. */
    long later(long number, int line) {
        long address = address(number);
        return records.at(address).getLong(lineOffset(address, line) + LINE_LATER);
    }

    void later(long number, int line, long order) {
        long address = address(number);
        records.at(address).putLong(lineOffset(address, line) + LINE_LATER, order);
    }

    /** The line of an order that has an item. */
    int lineOf(long number, int itemNumber) {
        int line = 0;
        while (itemNumber(number, line) != itemNumber) {
            line++;
        }
        return line;
    }

    boolean isOf(long number, ByteText buyer) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        return same(chunk, textOffset(chunk, at), chunk.getByte(at + BUYER_LENGTH), buyer);
    }

    boolean hasKey(long number, ByteText key) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        int from = textOffset(chunk, at) + chunk.getByte(at + BUYER_LENGTH);
        return same(chunk, from, chunk.getByte(at + KEY_LENGTH), key);
    }

    boolean hasChannel(long number, ByteText channel) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        int from = textOffset(chunk, at) + chunk.getByte(at + BUYER_LENGTH) + chunk.getByte(at + KEY_LENGTH);
        return same(chunk, from, chunk.getShort(at + CHANNEL_LENGTH), channel);
    }

    void copyBuyer(long number, ByteText to) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        copy(chunk, textOffset(chunk, at), chunk.getByte(at + BUYER_LENGTH), to);
    }

    void copyKey(long number, ByteText to) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        copy(chunk, textOffset(chunk, at) + chunk.getByte(at + BUYER_LENGTH), chunk.getByte(at + KEY_LENGTH), to);
    }

    void copyChannel(long number, ByteText to) {
        long address = address(number);
        UnsafeBuffer chunk = records.at(address);
        int at = OffHeap.offset(address);
        int from = textOffset(chunk, at) + chunk.getByte(at + BUYER_LENGTH) + chunk.getByte(at + KEY_LENGTH);
        copy(chunk, from, chunk.getShort(at + CHANNEL_LENGTH), to);
    }

    private static void copy(UnsafeBuffer chunk, int from, int length, ByteText to) {
        chunk.getBytes(from, to.bytes(), 0, length);
        to.length(length);
    }

    private static boolean same(UnsafeBuffer chunk, int from, int length, ByteText text) {
        if (length != text.length()) {
            return false;
        }
        byte[] bytes = text.bytes();
        for (int i = 0; i < length; i++) {
            if (chunk.getByte(from + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int textOffset(UnsafeBuffer chunk, int at) {
        return at + LINES + chunk.getByte(at + LINE_COUNT) * LINE_BYTES;
    }

    private static int lineOffset(long address, int line) {
        return OffHeap.offset(address) + LINES + line * LINE_BYTES;
    }

    private long getLong(long number, int field) {
        long address = address(number);
        return records.at(address).getLong(OffHeap.offset(address) + field);
    }

    private long address(long number) {
        return addresses.at(number).getLong(addresses.offset(number));
    }

    @Override
    public void close() {
        records.close();
        addresses.close();
        statuses.close();
    }
}
