package dev.shoutgate.storage.sql;

import dev.shoutgate.OrderId;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of each order of one shard, up to a position: its status, when it last changed, and by which payment.
 * A fold of its own, so that an audit does not ask the stores' code whether the stores are right. 9 bytes an order, and
 * for one that was paid its reference and 10 more.
 *
 * <p>Threading: the audit's.
 */
final class OrderChanges implements StoredFact.Reader<RuntimeException> {

    private static final int FIRST_CAPACITY = 1024;

    private final Map<String, Byte> codes = new HashMap<>();
    private final Map<Byte, String> words = new HashMap<>();
    private final PaymentRefs paymentRefs = new PaymentRefs();
    private final long firstKept;
    private long firstTaken = Long.MAX_VALUE;
    private byte[] statuses = new byte[FIRST_CAPACITY];
    private long[] changedMs = new long[FIRST_CAPACITY];

    /** {@code firstKept}: the first fact that there still is; 1 where none is missing. */
    OrderChanges(long firstKept) {
        this.firstKept = firstKept;
    }

    long firstKept() {
        return firstKept;
    }

    /** Whether an order was taken by a fact that is not kept any more. */
    boolean isOlder(String orderId) {
        return firstKept > 1 && OrderId.numberIn(orderId) < firstTaken;
    }

    @Override
    public void onOrder(StoredFact.NewOrder order) {
        firstTaken = Math.min(firstTaken, OrderId.numberIn(order.orderId()));
        change(order.orderId(), order.status(), order.timeMs());
    }

    @Override
    public void onMove(StoredFact.OrderMoved moved) {
        change(moved.orderId(), moved.status(), moved.timeMs());
        if (moved.paymentRef() != null) {
            paymentRefs.put(place(moved.orderId()), moved.paymentRef());
        }
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) {
        // It changes no order.
    }

    private void change(String orderId, String status, long timeMs) {
        int at = place(orderId);
        if (at >= statuses.length) {
            int capacity = Math.max(at + 1, statuses.length * 2);
            statuses = Arrays.copyOf(statuses, capacity);
            changedMs = Arrays.copyOf(changedMs, capacity);
        }
        statuses[at] = codes.computeIfAbsent(status, word -> {
            byte code = (byte) codes.size();
            words.put(code, word);
            return code;
        });
        changedMs[at] = timeMs;
    }

    private static int place(String orderId) {
        long number = OrderId.numberIn(orderId);
        if (number < 0 || number >= Integer.MAX_VALUE - 8) {
            throw new StoreException("the journal has the order id " + orderId + ", which is none of this gateway's");
        }
        return (int) number;
    }

    String status(String orderId) {
        return words.get(statuses[place(orderId)]);
    }

    long changedMs(String orderId) {
        return changedMs[place(orderId)];
    }

    /** Null where no payment was named. */
    String paymentRef(String orderId) {
        return paymentRefs.get(place(orderId));
    }
}
