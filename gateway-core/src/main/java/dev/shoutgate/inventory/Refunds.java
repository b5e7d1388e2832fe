package dev.shoutgate.inventory;

import dev.shoutgate.inventory.memory.LinkedRecords;
import dev.shoutgate.journal.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/**
 * What was given back of orders line by line: how many units of each line, and by which key, so that a refund that is
 * sent twice gives back once. An order that is refunded as a whole has no record for that.
 *
 * <p>Threading: the shard's own thread only, but for a {@link #view}.
 */
final class Refunds implements AutoCloseable {

    static final long NONE = LinkedRecords.NONE;

    private static final int RESTOCK = 0;
    private static final int KEY_LENGTH = 1;
    private static final int LINE_COUNT = 2;
    private static final int UNITS = 4;

    private final LinkedRecords records;

    Refunds() {
        this(new LinkedRecords());
    }

    private Refunds(LinkedRecords records) {
        this.records = records;
    }

    /** The refunds as they now are, for another thread to read. */
    Refunds view() {
        return new Refunds(records.view());
    }

    /** {@code units}: of each line of the order. */
    void add(long order, int[] units, boolean restock, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        int keyAt = UNITS + units.length * Integer.BYTES;
        long record = records.pointer(records.add(order, keyAt + bytes.length));
        UnsafeApi.putByte(record + RESTOCK, (byte) (restock ? 1 : 0));
        UnsafeApi.putByte(record + KEY_LENGTH, (byte) bytes.length);
        UnsafeApi.putByte(record + LINE_COUNT, (byte) units.length);
        for (int i = 0; i < units.length; i++) {
            UnsafeApi.putInt(record + UNITS + i * Integer.BYTES, units[i]);
        }
        Words.put(record + keyAt, bytes, 0, bytes.length);
    }

    /** An order's oldest refund, or {@link #NONE}. */
    long first(long order) {
        return records.first(order);
    }

    /** The next one of the same order, or {@link #NONE}. */
    long next(long refund) {
        return records.next(refund);
    }

    /** Units that all refunds of an order gave back of one line. */
    int refunded(long order, int line) {
        int units = 0;
        for (long refund = first(order); refund != NONE; refund = next(refund)) {
            units += units(refund, line);
        }
        return units;
    }

    /** Units that one refund gave back of a line. */
    int units(long refund, int line) {
        return UnsafeApi.getInt(records.pointer(refund) + UNITS + line * Integer.BYTES);
    }

    /** Units that one refund gave back of every line. */
    int[] units(long refund) {
        int[] units = new int[UnsafeApi.getByte(records.pointer(refund) + LINE_COUNT)];
        for (int i = 0; i < units.length; i++) {
            units[i] = units(refund, i);
        }
        return units;
    }

    boolean isRestock(long refund) {
        return UnsafeApi.getByte(records.pointer(refund) + RESTOCK) != 0;
    }

    String key(long refund) {
        long record = records.pointer(refund);
        byte[] bytes = new byte[UnsafeApi.getByte(record + KEY_LENGTH)];
        Words.get(record + UNITS + UnsafeApi.getByte(record + LINE_COUNT) * Integer.BYTES, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The refund of an order that was made with a key, or {@link #NONE}. */
    long madeWith(String key, long order) {
        long refund = first(order);
        while (refund != NONE && (key.isEmpty() || !key(refund).equals(key))) {
            refund = next(refund);
        }
        return refund;
    }

    @Override
    public void close() {
        records.close();
    }
}
