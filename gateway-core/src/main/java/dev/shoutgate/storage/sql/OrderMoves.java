package dev.shoutgate.storage.sql;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.storage.StoredFact.OrderMoved;
import dev.shoutgate.storage.StoredFact.RefundedLine;
import java.util.HashMap;
import java.util.Map;

/**
 * What several facts in a row did to one order, for a statement that can change a row only once: the last status wins,
 * and of all else the last that was named. One fact is the shortest such row.
 *
 * <p>Threading: one thread.
 */
final class OrderMoves {

    final String orderId;
    String status;
    String paymentRef;
    long updatedMs;

    /** Null where they say nothing of it. Milliseconds since 1970 UTC. */
    Long expiresMs;
    Long confirmedMs;
    Long cancelledMs;
    Long refundedMs;

    /** Units that were refunded so far, by SKU; all of them where the order itself was. */
    final Map<String, Integer> refunded = new HashMap<>();

    OrderMoves(String orderId) {
        this.orderId = orderId;
    }

    OrderMoves then(OrderMoved moved) {
        long timeMs = moved.timeMs();
        switch (OrderStatus.valueOf(moved.status())) {
            case CONFIRMED -> confirmedMs = moved.refund() == null ? Long.valueOf(timeMs) : confirmedMs;
            case CANCELLED -> cancelledMs = timeMs;
            case REFUNDED -> refundedMs = timeMs;
            default -> { }
        }
        status = moved.status();
        paymentRef = moved.paymentRef() == null ? paymentRef : moved.paymentRef();
        expiresMs = moved.expiresAtMs() == null ? expiresMs : moved.expiresAtMs();
        updatedMs = timeMs;
        if (moved.refund() != null) {
            for (RefundedLine line : moved.refund().lines()) {
                refunded.put(line.sku(), line.refunded());
            }
        }
        return this;
    }

    /** Whether nothing of the order is left. */
    boolean isRefunded() {
        return refundedMs != null;
    }
}
