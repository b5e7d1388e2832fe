package dev.shoutgate.storage;

import java.util.List;

/**
 * A fact as stores need it: out of the journal's encoding, in the contract's words.
 *
 * <p>Times are milliseconds since 1970 UTC, money is in minor units. Immutable.
 */
public sealed interface StoredFact {

    /** The fact's place in its shard, from 1. */
    long sequence();

    /** When it became a fact. */
    long timeMs();

    /** The order that it makes or changes; null if it changes none. */
    String orderId();

    /** Hands itself to the method that is for its kind. */
    <E extends Exception> void to(Reader<E> reader) throws E;

    /** One method a kind and no default, so that a new kind does not compile until every store has an answer. */
    interface Reader<E extends Exception> {

        void onOrder(NewOrder order) throws E;

        void onMove(OrderMoved moved) throws E;

        void onEvent(SaleEvent event) throws E;
    }

    /** A buyer got units. {@code expiresAtMs} is 0 for an order that cannot expire; {@code channel} may be null. */
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
            List<Line> lines)
            implements StoredFact {

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onOrder(this);
        }

        /** What the buyer owes. */
        public long total() {
            return lines.stream().mapToLong(line -> line.unitPrice * line.quantity).sum();
        }
    }

    /** One item of an order. */
    record Line(String sku, int quantity, long unitPrice) {}

    /**
     * An order changed its status. {@code paymentRef}, {@code late} (it had expired), {@code restock} (its units are
     * for sale again) and {@code by} are null where the fact has none.
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
            String by)
            implements StoredFact {

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onMove(this);
        }

        /** The same change, with the payment that counts. */
        public OrderMoved withPaymentRef(String counting) {
            return new OrderMoved(sequence, timeMs, orderId, saleId, status, counting, late, restock, by);
        }
    }

    /** Anything that changes no order. {@code saleId} and {@code by} may be null; {@code data} is a JSON object. */
    record SaleEvent(long sequence, long timeMs, String saleId, String type, String by, String data)
            implements StoredFact {

        @Override
        public String orderId() {
            return null;
        }

        @Override
        public <E extends Exception> void to(Reader<E> reader) throws E {
            reader.onEvent(this);
        }
    }
}
