package dev.shoutgate.storage;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.storage.OrderTally.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The orders of one sale, counted from some moment on.
 *
 * <p>Threading: counted by the thread of {@link OrderNews}; any thread may ask how far it is, or end it.
 */
public final class OrderWatch implements StoredFact.Reader<RuntimeException> {

    private final String saleId;
    /** What comes after this sequence counts: nothing, until it is known. */
    private volatile long since = Long.MAX_VALUE;
    private final List<Latest> latest = new ArrayList<>();
    private long sequence;
    private long taken;
    private long amount;
    private final long[] became = new long[OrderStatus.values().length];
    private volatile OrderTally tally;
    private volatile boolean ended;

    OrderWatch(String saleId) {
        this.saleId = saleId;
    }

    /** Counts what comes after this sequence. Whoever reads the journal must know of the watch by now. */
    void begin(long sequence) {
        this.sequence = sequence;
        publish();
        since = sequence;
    }

    long since() {
        return since;
    }

    /** All that was counted so far; the same object as long as nothing happens. */
    public OrderTally tally() {
        return tally;
    }

    /** Nobody wants to know any more. */
    public void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void onOrder(StoredFact.NewOrder order) {
        if (counts(order.saleId(), order.sequence())) {
            OrderStatus status = OrderStatus.valueOf(order.status());
            taken++;
            amount += order.total();
            became[status.ordinal()]++;
            latest.add(0, new Latest(order, status));
            if (latest.size() > OrderTally.MOST_LATEST) {
                latest.remove(OrderTally.MOST_LATEST);
            }
        }
    }

    @Override
    public void onMove(StoredFact.OrderMoved moved) {
        if (counts(moved.saleId(), moved.sequence())) {
            OrderStatus status = OrderStatus.valueOf(moved.status());
            // A refund of a part and a longer hold leave the status as it is.
            if (moved.event().equals("order." + moved.status().toLowerCase(Locale.ROOT))) {
                became[status.ordinal()]++;
            }
            latest.replaceAll(
                    one -> one.order().orderId().equals(moved.orderId()) ? new Latest(one.order(), status) : one);
        }
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) {
        // It changes no order.
    }

    private boolean counts(String ofSale, long at) {
        if (at <= since || !saleId.equals(ofSale)) {
            return false;
        }
        sequence = at;
        return true;
    }

    /** Lets others see what was counted. */
    void publish() {
        if (tally == null || tally.sequence() != sequence) {
            tally = new OrderTally(sequence, taken, of(OrderStatus.CONFIRMED), of(OrderStatus.CANCELLED),
                    of(OrderStatus.EXPIRED), of(OrderStatus.REFUNDED), amount, List.copyOf(latest));
        }
    }

    private long of(OrderStatus status) {
        return became[status.ordinal()];
    }
}
