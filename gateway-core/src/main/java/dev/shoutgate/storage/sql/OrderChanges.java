package dev.shoutgate.storage.sql;

import dev.shoutgate.OrderId;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of each order of one shard, up to a position: its status, when it last changed, by which payment, what
 * was refunded. A fold of its own, so that an audit does not ask the stores' code whether the stores are right. 9 bytes
 * an order; for one that was paid its reference and 10 more; a few hundred for one that was refunded, or held longer.
 *
 * <p>Threading: the audit's.
 */
final class OrderChanges implements StoredFact.Reader<RuntimeException> {

    private static final int FIRST_CAPACITY = 1024;
    private static final String CONFIRMED = "CONFIRMED";
    private static final String CONFIRMATION = "order.confirmed";

    private final Map<String, Byte> codes = new HashMap<>();
    private final Map<Byte, String> words = new HashMap<>();
    private final PaymentRefs paymentRefs = new PaymentRefs();
    private final Map<String, Rare> rare = new HashMap<>();
    private final long firstKept;
    private long firstTaken = Long.MAX_VALUE;
    private byte[] statuses = new byte[FIRST_CAPACITY];
    private long[] changedMs = new long[FIRST_CAPACITY];

    /** What happens to few orders. */
    private static final class Rare {
        private Long expiresMs;
        private Long confirmedMs;
        private boolean confirmedIsOptional;
        private final Map<String, Integer> refunded = new HashMap<>();
    }

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
        String orderId = moved.orderId();
        if (moved.expiresAtMs() != null) {
            rare(orderId).expiresMs = moved.expiresAtMs();
        }
        // One that was confirmed at once is confirmed again by the payment that comes in for it.
        if (CONFIRMED.equals(status(orderId)) && !moved.event().equals(CONFIRMATION)) {
            refunded(moved);
        }
        change(orderId, moved.status(), moved.timeMs());
        if (moved.paymentRef() != null) {
            paymentRefs.put(place(orderId), moved.paymentRef());
        }
    }

    /** A refund, of a part or the whole: when it had been confirmed would be lost with the next time. */
    private void refunded(StoredFact.OrderMoved moved) {
        Rare order = rare(moved.orderId());
        order.confirmedMs = order.confirmedMs == null ? Long.valueOf(changedMs(moved.orderId())) : order.confirmedMs;
        // Only what an older release stored may lack it, and that release's facts do not say what an order is.
        order.confirmedIsOptional = moved.order() == null;
        if (moved.refund() != null) {
            moved.refund().lines().forEach(line -> order.refunded.put(line.sku(), line.refunded()));
        }
    }

    private Rare rare(String orderId) {
        return rare.computeIfAbsent(orderId, id -> new Rare());
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
        int at = place(orderId);
        return at < statuses.length ? words.get(statuses[at]) : null;
    }

    long changedMs(String orderId) {
        return changedMs[place(orderId)];
    }

    /** When its hold ends, as it was taken or as it was extended; 0 for none. */
    long expiresMs(StoredFact.NewOrder order) {
        Rare more = rare.get(order.orderId());
        return more == null || more.expiresMs == null ? order.expiresAtMs() : more.expiresMs;
    }

    /** When it was confirmed; 0 where it was not. */
    long confirmedMs(String orderId) {
        Rare more = rare.get(orderId);
        if (more != null && more.confirmedMs != null) {
            return more.confirmedMs;
        }
        return changedMs(orderId, CONFIRMED);
    }

    /** Whether a store may not know when it was confirmed: an older release refunded it, and had not kept that. */
    boolean confirmedIsOptional(String orderId) {
        Rare more = rare.get(orderId);
        return more != null && more.confirmedIsOptional;
    }

    /** When it came into the status that it has, if it is this one, which is never left for good; 0 otherwise. */
    long changedMs(String orderId, String status) {
        return status.equals(status(orderId)) ? changedMs(orderId) : 0;
    }

    /** Units of a line that were refunded. */
    int refunded(String orderId, StoredFact.Line line) {
        Rare more = rare.get(orderId);
        return "REFUNDED".equals(status(orderId)) ? line.quantity()
                : more == null ? 0 : more.refunded.getOrDefault(line.sku(), 0);
    }

    /** Null where no payment was named. */
    String paymentRef(String orderId) {
        return paymentRefs.get(place(orderId));
    }
}
