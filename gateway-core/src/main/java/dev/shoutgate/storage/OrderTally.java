package dev.shoutgate.storage;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.storage.StoredFact.NewOrder;
import java.util.List;

/**
 * What happened to the orders of one sale since somebody began to count. It only grows, so the difference between two
 * is what happened in between, however much later the second is.
 *
 * @param sequence  of the newest fact that counts
 * @param taken     orders, likewise those below; one that was taken without a hold is confirmed too
 * @param refunded  as a whole: an order that was refunded in part stays confirmed
 * @param amount    what the orders taken cost together, minor units
 * @param latest    the newest orders, 20 at most, the newest first
 */
public record OrderTally(long sequence, long taken, long confirmed, long cancelled, long expired, long refunded,
        long amount, List<Latest> latest) {

    static final int MOST_LATEST = 20;

    /** An order as it was taken, and what became of it since. */
    public record Latest(NewOrder order, OrderStatus status) {}

    /** What came after an earlier one. */
    public OrderTally since(OrderTally earlier) {
        return new OrderTally(sequence, taken - earlier.taken, confirmed - earlier.confirmed,
                cancelled - earlier.cancelled, expired - earlier.expired, refunded - earlier.refunded,
                amount - earlier.amount,
                latest.stream().filter(one -> one.order().sequence() > earlier.sequence).toList());
    }
}
