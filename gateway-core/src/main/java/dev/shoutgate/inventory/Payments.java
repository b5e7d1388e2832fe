package dev.shoutgate.inventory;

import dev.shoutgate.inventory.memory.LinkedRecords;
import dev.shoutgate.journal.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/**
 * The payments that came in for orders: the one that confirmed an order, and those that it could not take. Kept so that
 * a payment told twice is known, and nobody is asked for a second refund.
 *
 * <p>Threading: the shard's own thread only, but for a {@link #view}.
 */
public final class Payments implements AutoCloseable {

    static final long NONE = LinkedRecords.NONE;

    private static final int ORPHANED = 0;
    private static final int REF_LENGTH = 1;
    private static final int REF = 2;

    private final LinkedRecords records;

    Payments() {
        this(new LinkedRecords());
    }

    private Payments(LinkedRecords records) {
        this.records = records;
    }

    /** The payments as they now are, for another thread to read. */
    Payments view() {
        return new Payments(records.view());
    }

    void add(long order, String ref, boolean orphaned) {
        byte[] bytes = ref.getBytes(StandardCharsets.US_ASCII);
        long record = records.pointer(records.add(order, REF + bytes.length));
        UnsafeApi.putByte(record + ORPHANED, (byte) (orphaned ? 1 : 0));
        UnsafeApi.putByte(record + REF_LENGTH, (byte) bytes.length);
        Words.put(record + REF, bytes, 0, bytes.length);
    }

    /** An order's oldest payment, or {@link #NONE}. */
    long first(long order) {
        return records.first(order);
    }

    /** The one that came in for the same order after it, or {@link #NONE}. */
    long next(long payment) {
        return records.next(payment);
    }

    /** Whether the order could not take it. */
    boolean isOrphaned(long payment) {
        return UnsafeApi.getByte(records.pointer(payment) + ORPHANED) != 0;
    }

    String ref(long payment) {
        long record = records.pointer(payment);
        byte[] bytes = new byte[UnsafeApi.getByte(record + REF_LENGTH) & 0xff];
        Words.get(record + REF, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The payment that confirmed an order, or {@link #NONE}. */
    long confirming(long order) {
        long payment = first(order);
        while (payment != NONE && isOrphaned(payment)) {
            payment = next(payment);
        }
        return payment;
    }

    /** Whether the order was told of this payment before, and could not take it. */
    boolean isOrphan(long order, String ref) {
        for (long payment = first(order); payment != NONE; payment = next(payment)) {
            if (isOrphaned(payment) && ref(payment).equals(ref)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        records.close();
    }
}
