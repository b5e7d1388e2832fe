package dev.shoutgate.inventory;

import dev.shoutgate.inventory.memory.NumberedSlab;
import dev.shoutgate.inventory.memory.OffHeap;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/**
 * The payments that came in for orders: the one that confirmed an order, and those that it could not take any more.
 * Kept so that a payment told twice is known, and nobody is asked for a second refund.
 *
 * <p>An order's payments are records off the heap, linked oldest first: whoever reads a {@link #view} stops where the
 * view ends and meets nothing that was added since.
 *
 * <p>Threading: the shard's own thread only, but for a view.
 */
public final class Payments implements AutoCloseable {

    static final long NONE = -1;

    private static final int NEXT = 0;
    private static final int ORPHANED = 8;
    private static final int REF_LENGTH = 9;
    private static final int REF = 10;

    private final OffHeap records;

    /** By order number the address of its first payment, and one: a record that is all zero has none. */
    private final NumberedSlab heads;

    /** Addresses from here on are no part of it. */
    private long end;

    Payments() {
        this(new OffHeap(), new NumberedSlab(Long.BYTES), 0);
    }

    private Payments(OffHeap records, NumberedSlab heads, long end) {
        this.records = records;
        this.heads = heads;
        this.end = end;
    }

    /** The payments as they now are, for another thread to read. */
    Payments view() {
        return new Payments(records.view(), heads.view(), end);
    }

    void add(long order, String ref, boolean orphaned) {
        byte[] bytes = ref.getBytes(StandardCharsets.US_ASCII);
        long address = records.append(REF + bytes.length);
        long record = records.pointer(address);
        UnsafeApi.putLong(record + NEXT, 0);
        UnsafeApi.putByte(record + ORPHANED, (byte) (orphaned ? 1 : 0));
        UnsafeApi.putByte(record + REF_LENGTH, (byte) bytes.length);
        OffHeap.put(record + REF, bytes, bytes.length);
        end = address + 1;
        link(order, address);
    }

    private void link(long order, long address) {
        while (heads.count() <= order) {
            heads.append();
        }
        long last = NONE;
        for (long payment = first(order); payment != NONE; payment = next(payment)) {
            last = payment;
        }
        if (last == NONE) {
            UnsafeApi.putLong(heads.pointer(order), address + 1);
        } else {
            UnsafeApi.putLong(records.pointer(last) + NEXT, address + 1);
        }
    }

    /** An order's oldest payment, or {@link #NONE}. */
    long first(long order) {
        return order < heads.count() ? within(UnsafeApi.getLong(heads.pointer(order))) : NONE;
    }

    /** The one that came in for the same order after it, or {@link #NONE}. */
    long next(long payment) {
        return within(UnsafeApi.getLong(records.pointer(payment) + NEXT));
    }

    private long within(long link) {
        return link == 0 || link > end ? NONE : link - 1;
    }

    /** Whether the order could not take it. */
    boolean isOrphaned(long payment) {
        return UnsafeApi.getByte(records.pointer(payment) + ORPHANED) != 0;
    }

    String ref(long payment) {
        long record = records.pointer(payment);
        byte[] bytes = new byte[UnsafeApi.getByte(record + REF_LENGTH) & 0xff];
        OffHeap.get(record + REF, bytes, bytes.length);
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
        heads.close();
    }
}
