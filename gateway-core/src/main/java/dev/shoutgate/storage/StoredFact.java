package dev.shoutgate.storage;

import dev.shoutgate.config.GatewayConfig.OperatorToken;
import java.util.List;
import java.util.Locale;

/**
 * A fact as stores need it: out of the journal's encoding, in the contract's words.
 *
 * <p>Times are milliseconds since 1970 UTC, money is in minor units. Immutable, but for a {@link TakenOrder}.
 */
public sealed interface StoredFact
        permits StoredFact.NewOrder, StoredFact.OrderMoved, StoredFact.SaleEvent, TakenOrder {

    /** The fact's place in its shard, from 1. */
    long sequence();

    /** When it became a fact. */
    long timeMs();

    /** The order that it makes or changes; null if it changes none. */
    String orderId();

    /** Who made it happen: an operator's name, {@code buyer} or {@code clock}. No operator may be called so. */
    String actor();

    /** Itself, or what stays as it is where this changes once its batch starts anew. */
    default StoredFact lasting() {
        return this;
    }

    /** Hands itself to the method that is for its kind. */
    <E extends Exception> void to(Reader<E> reader) throws E;

    /** One method a kind and no default, so that a new kind does not compile until every store has an answer. */
    interface Reader<E extends Exception> {

        void onOrder(NewOrder order) throws E;

        /** The same kind, not read yet: whoever does not read it in place gets it whole. */
        default void onTaken(TakenOrder order) throws E {
            onOrder(order.lasting());
        }

        void onMove(OrderMoved moved) throws E;

        void onEvent(SaleEvent event) throws E;
    }

    /**
     * A buyer got units. {@code expiresAtMs} is 0 for an order that cannot expire; {@code channel} may be null, and so
     * may {@code idempotencyKey} in what an older release put aside.
     */
    record NewOrder(
            long sequence,
            long timeMs,
            String orderId,
            String saleId,
            String merchant,
            String buyerId,
            String status,
            String currency,
            String channel,
            long createdAtMs,
            long expiresAtMs,
            List<Line> lines,
            String idempotencyKey)
            implements StoredFact {

        public NewOrder {
            expiresAtMs = endOfHold(createdAtMs, expiresAtMs);
        }

        /** A hold of no length, as older releases say it, is none. */
        static long endOfHold(long createdAtMs, long expiresAtMs) {
            return expiresAtMs > createdAtMs ? expiresAtMs : 0;
        }

        @Override
        public String actor() {
            return OperatorToken.BUYER;
        }

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onOrder(this);
        }

        /** What the buyer owes. */
        public long total() {
            long total = 0;
            for (Line line : lines) {
                total += line.unitPrice * line.quantity;
            }
            return total;
        }
    }

    /** Whose an order is, and what was taken with it. */
    record Order(String merchant, String buyerId, String currency, long total, List<Line> lines) {}

    /** One item of an order. */
    record Line(String sku, int quantity, long unitPrice) {}

    /** Of one line of an order: how many units a refund gave back, and how many all refunds so far. */
    record RefundedLine(String sku, int refundedNow, int refunded) {}

    /** What a refund gave back: money of the order's currency, and units of each of its lines. */
    record Refund(long amount, List<RefundedLine> lines) {}

    /**
     * Something happened to an order. {@code event} is its name ({@code order.confirmed}), {@code status} what the
     * order is from then on: a refund of a part leaves it CONFIRMED, a longer hold HELD.
     *
     * <p>Null where the fact has none: {@code paymentRef}, {@code late} (it had expired), {@code restock} (its units
     * are for sale again), {@code by} (the operator who did it), {@code idempotencyKey}, {@code expiresAtMs} (when the
     * hold now ends), {@code refund}. {@code order} and {@code refund} are null in facts of older releases too.
     */
    record OrderMoved(
            long sequence,
            long timeMs,
            String orderId,
            String saleId,
            String status,
            String paymentRef,
            Boolean late,
            Boolean restock,
            String by,
            String event,
            String idempotencyKey,
            Long expiresAtMs,
            Refund refund,
            Order order)
            implements StoredFact {

        public OrderMoved {
            event = event == null ? "order." + status.toLowerCase(Locale.ROOT) : event;
        }

        @Override
        public String actor() {
            return by != null ? by : status.equals("CANCELLED") ? OperatorToken.BUYER : OperatorToken.CLOCK;
        }

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onMove(this);
        }

        /** The same change, with the payment that counts. */
        public OrderMoved withPaymentRef(String counting) {
            return new OrderMoved(sequence, timeMs, orderId, saleId, status, counting, late, restock, by, event,
                    idempotencyKey, expiresAtMs, refund, order);
        }
    }

    /**
     * Anything that changes no order. {@code type} is the name of its event ({@code sale.opened}); {@code saleId} and
     * {@code by} may be null; {@code data} is a JSON object.
     */
    record SaleEvent(long sequence, long timeMs, String saleId, String type, String by, String data)
            implements StoredFact {

        @Override
        public String orderId() {
            return null;
        }

        @Override
        public String actor() {
            return by != null ? by : OperatorToken.CLOCK;
        }

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onEvent(this);
        }
    }
}
